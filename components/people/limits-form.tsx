'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { notify } from '@/components/ui/toaster';
import { cn } from '@/lib/cn';
import type { BudgetScope, LimitKind, Limits } from '@/lib/contract/budget';

/** Stores the limits of one target. */
export type SaveLimits = Act<{ scope: BudgetScope; subjectId: string; limits: Limits }, null>;

/** In the order in which people think of them. */
const KINDS: readonly LimitKind[] = [
  'requestsPerMinute',
  'concurrentRuns',
  'messagesPerDay',
  'tokensPerDay',
  'tokensPerMonth',
];

interface LimitsFormProps {
  scope: BudgetScope;
  subjectId: string;
  limits: Limits;
  /** What holds where a field is empty, for the default limits. */
  fallbacks?: Partial<Limits>;
  save: SaveLimits;
  /** In a dialog: what to do when it is done, or left. */
  onDone?: () => void;
}

type Draft = Record<LimitKind, string>;

/** The limits of everybody, a group, a person or an agent. An empty field limits nothing. */
export function LimitsForm({ scope, subjectId, limits, fallbacks, save, onDone }: LimitsFormProps) {
  const t = useTranslations('people.limits');
  const [saved, setSaved] = useState(() => draftOf(limits));
  const [draft, setDraft] = useState(saved);
  const [failed, setFailed] = useState(false);
  const [busy, start] = useTransition();
  const wrong = KINDS.filter((kind) => !/^\d{0,12}$/.test(plain(draft[kind])));
  const changed = KINDS.some((kind) => plain(draft[kind]) !== plain(saved[kind]));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || !changed || wrong.length > 0) return;
    start(async () => {
      const outcome = await act(save, { scope, subjectId, limits: limitsOf(draft) });
      setFailed(!outcome.ok);
      if (!outcome.ok) return;
      setSaved(draft);
      notify(t('saved'));
      onDone?.();
    });
  };
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {KINDS.map((kind) => (
          <Field
            key={kind}
            id={`limit-${scope}-${kind}`}
            label={t(`kinds.${kind}`)}
            error={wrong.includes(kind) ? t('wrong') : undefined}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                autoComplete="off"
                placeholder={placeholder(fallbacks?.[kind], t('none'))}
                value={draft[kind]}
                onChange={(event) => setDraft({ ...draft, [kind]: event.target.value })}
                className="figures"
              />
            )}
          </Field>
        ))}
      </div>
      {failed && <Notice tone="error" title={t('failed')} />}
      {(changed || onDone) && (
        <div className={cn('flex gap-2', onDone && 'mt-2 flex-row-reverse')}>
          <Button
            type="submit"
            variant="primary"
            aria-disabled={busy || !changed || wrong.length > 0}
          >
            {t('save')}
          </Button>
          <Button variant="ghost" onClick={onDone ?? (() => setDraft(saved))}>
            {t(onDone ? 'cancel' : 'discard')}
          </Button>
        </div>
      )}
    </form>
  );
}

function placeholder(fallback: number | null | undefined, none: string): string {
  return fallback === null || fallback === undefined ? none : String(fallback);
}

/** People write thousands apart. */
function plain(text: string): string {
  return text.replace(/[\s,.'_]/g, '');
}

function draftOf(limits: Limits): Draft {
  const text = (kind: LimitKind) => (limits[kind] === null ? '' : String(limits[kind]));
  return {
    requestsPerMinute: text('requestsPerMinute'),
    messagesPerDay: text('messagesPerDay'),
    tokensPerDay: text('tokensPerDay'),
    tokensPerMonth: text('tokensPerMonth'),
    concurrentRuns: text('concurrentRuns'),
  };
}

function limitsOf(draft: Draft): Limits {
  const figure = (kind: LimitKind) => {
    const text = plain(draft[kind]);
    return text === '' ? null : Number(text);
  };
  return {
    requestsPerMinute: figure('requestsPerMinute'),
    messagesPerDay: figure('messagesPerDay'),
    tokensPerDay: figure('tokensPerDay'),
    tokensPerMonth: figure('tokensPerMonth'),
    concurrentRuns: figure('concurrentRuns'),
  };
}
