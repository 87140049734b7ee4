'use client';

import { Pencil, Plus } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { cn } from '@/lib/cn';
import type { BudgetScope, LimitKind, Limits } from '@/lib/contract/budget';
import { LimitsForm, type SaveLimits } from './limits-form';

/** A budget, or somebody who could have one. `name` is empty for everybody. */
export interface LimitsLine {
  scope: BudgetScope;
  subjectId: string;
  name: string;
  limits: Limits;
}

interface LimitsTableProps {
  lines: readonly LimitsLine[];
  /** Groups and agents without limits of their own yet. */
  addable: readonly LimitsLine[];
  /** What the environment says where the default says nothing. */
  fallbacks: Partial<Limits>;
  save: SaveLimits;
}

const KINDS: readonly LimitKind[] = [
  'requestsPerMinute',
  'concurrentRuns',
  'messagesPerDay',
  'tokensPerDay',
  'tokensPerMonth',
];

/** All limits in one table; each row is changed in a dialog. */
export function LimitsTable({ lines, addable, fallbacks, save }: LimitsTableProps) {
  const t = useTranslations('people.limits');
  const [edited, edit] = useState<LimitsLine | null>(null);
  const [adding, setAdding] = useState(false);
  const name = (line: LimitsLine) => line.name || t('everybody');
  return (
    <>
      <Table label={t('all')}>
        <TableHead>
          <tr>
            <TableHeader>{t('of')}</TableHeader>
            {KINDS.map((kind) => (
              <TableHeader key={kind} numeric className="max-sm:hidden">
                {t(`kinds.${kind}`)}
              </TableHeader>
            ))}
            <TableHeader>
              <span className="sr-only">{t('edit')}</span>
            </TableHeader>
          </tr>
        </TableHead>
        <tbody>
          {lines.map((line) => (
            <TableRow key={`${line.scope} ${line.subjectId}`}>
              <TableCell className="max-sm:w-full sm:min-w-44">
                <span className="block font-medium wrap-anywhere text-ink">{name(line)}</span>
                <span className="block text-sm text-muted">{t(`help.${line.scope}`)}</span>
                <InWords
                  limits={line.limits}
                  {...(line.scope === 'default' ? { fallbacks } : {})}
                />
              </TableCell>
              {KINDS.map((kind) => (
                <Figure
                  key={kind}
                  limit={line.limits[kind]}
                  fallback={line.scope === 'default' ? fallbacks[kind] : undefined}
                />
              ))}
              <TableCell>
                <IconButton label={t('editOf', { name: name(line) })} onClick={() => edit(line)}>
                  <Pencil aria-hidden />
                </IconButton>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      {addable.length > 0 && (
        <Button onClick={() => setAdding(true)} className="self-start">
          <Plus aria-hidden />
          {t('add')}
        </Button>
      )}
      <Dialog open={adding} onOpenChange={setAdding} title={t('add')}>
        <Chooser
          lines={addable}
          onChoose={(line) => {
            setAdding(false);
            edit(line);
          }}
        />
      </Dialog>
      <Dialog
        open={edited !== null}
        onOpenChange={(open) => !open && edit(null)}
        title={edited ? t('dialogTitle', { name: name(edited) }) : ''}
        description={edited ? t(`help.${edited.scope}`) : ''}
      >
        {edited && (
          <LimitsForm
            {...edited}
            {...(edited.scope === 'default' ? { fallbacks } : {})}
            save={save}
            onDone={() => edit(null)}
          />
        )}
      </Dialog>
    </>
  );
}

/** On a phone: what is limited, a line each. */
function InWords({ limits, fallbacks }: { limits: Limits; fallbacks?: Partial<Limits> }) {
  const t = useTranslations('people.limits');
  const format = useFormatter();
  const set = KINDS.flatMap((kind) => {
    const figure = limits[kind] ?? fallbacks?.[kind] ?? null;
    return figure === null ? [] : [{ kind, figure }];
  });
  return (
    <span className="mt-1 block sm:hidden">
      {set.map(({ kind, figure }) => (
        <span key={kind} className="figures flex justify-between gap-4 text-sm text-soft">
          <span>{t(`kinds.${kind}`)}</span>
          <span className="text-ink">{format.number(figure)}</span>
        </span>
      ))}
    </span>
  );
}

function Figure({
  limit,
  fallback,
}: {
  limit: number | null;
  fallback: number | null | undefined;
}) {
  const t = useTranslations('people.limits');
  const format = useFormatter();
  const figure = limit ?? fallback ?? null;
  return (
    <TableCell numeric className={cn('max-sm:hidden', limit === null ? 'text-muted' : 'text-ink')}>
      {figure === null ? (
        <>
          <span aria-hidden>—</span>
          <span className="sr-only">{t('none')}</span>
        </>
      ) : (
        format.number(figure)
      )}
    </TableCell>
  );
}

interface ChooserProps {
  lines: readonly LimitsLine[];
  onChoose: (line: LimitsLine) => void;
}

function Chooser({ lines, onChoose }: ChooserProps) {
  const t = useTranslations('people.limits');
  return (
    <Field id="limits-for" label={t('addFor')}>
      {(control) => (
        <Select
          {...control}
          value=""
          onChange={(event) => {
            const line = lines.find(
              (one) => `${one.scope} ${one.subjectId}` === event.target.value,
            );
            if (line) onChoose(line);
          }}
        >
          <option value="">{t('choose')}</option>
          {(['group', 'agent'] as const).map((scope) => (
            <optgroup key={scope} label={t(`scopes.${scope}`)}>
              {lines
                .filter((line) => line.scope === scope)
                .map((line) => (
                  <option key={line.subjectId} value={`${scope} ${line.subjectId}`}>
                    {line.name}
                  </option>
                ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  );
}
