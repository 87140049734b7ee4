'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { notify } from '@/components/ui/toaster';

/** Removes a person for good. */
export type Remove = Act<{ id: string; how: 'delete' | 'anonymise'; typed: string }, null>;

/** What goes with a person. */
export interface RemovalFigures {
  id: string;
  email: string;
  conversations: number;
  messages: number;
  shares: number;
  tokens: number;
  usageDays: number;
}

/** Deleting and anonymising: apart from the rest, in figures, with the address typed. */
export function Removal({ person, remove }: { person: RemovalFigures; remove: Remove }) {
  const t = useTranslations('people.removal');
  const [how, setHow] = useState<'delete' | 'anonymise' | null>(null);
  return (
    <div className="flex flex-col gap-4">
      {(['anonymise', 'delete'] as const).map((way) => (
        <div key={way} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <p className="max-w-prose min-w-0 flex-1 basis-72 text-base text-soft">
            {t(`${way}.help`)}
          </p>
          <Button variant="danger" onClick={() => setHow(way)}>
            {t(`${way}.open`)}
          </Button>
        </div>
      ))}
      <Dialog
        open={how !== null}
        onOpenChange={(open) => !open && setHow(null)}
        title={how ? t(`${how}.title`, { email: person.email }) : ''}
      >
        {how && <Confirmation key={how} how={how} person={person} remove={remove} />}
      </Dialog>
    </div>
  );
}

interface ConfirmationProps {
  how: 'delete' | 'anonymise';
  person: RemovalFigures;
  remove: Remove;
}

function Confirmation({ how, person, remove }: ConfirmationProps) {
  const t = useTranslations('people.removal');
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<'lastAdmin' | 'failed' | null>(null);
  const [busy, start] = useTransition();
  const confirmed = typed.trim().toLowerCase() === person.email;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!confirmed || busy) return;
    start(async () => {
      const outcome = await act(remove, { id: person.id, how, typed });
      if (!outcome.ok && outcome.code === 'conflict') return setFailure('lastAdmin');
      // Somebody else removed them first: what was wanted is so.
      if (!outcome.ok && outcome.code !== 'not_found') return setFailure('failed');
      notify(t(`${how}.done`, { email: person.email }));
      router.push('/admin/people');
    });
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="text-base leading-relaxed text-soft">
        {t('figures', { ...person })} {t(`${how}.usage`, { days: person.usageDays })}{' '}
        {t('auditStays')} <strong className="font-medium text-ink">{t('final')}</strong>
      </p>
      <Field id="removal-typed" label={t('typed', { email: person.email })}>
        {(control) => (
          <Input
            {...control}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      {failure && <Notice tone="error" title={t(failure)} />}
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <DialogCancel>{t('keep')}</DialogCancel>
        <Button type="submit" variant="danger" disabled={!confirmed} aria-disabled={busy}>
          {t(`${how}.confirm`)}
        </Button>
      </div>
    </form>
  );
}
