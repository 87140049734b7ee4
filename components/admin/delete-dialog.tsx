'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, Suspense, use, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { notify } from '@/components/ui/toaster';
import { type Act, act, type Outcome } from './act';

/** What would stay behind: conversations, the people who have them, answers that run now. */
export interface Ties {
  conversations: number;
  people: number;
  running: number;
}

/** What deleting asks the server: how much hangs on the agent, and to do it. */
export interface DeleteActions {
  count: Act<{ id: string }, Ties>;
  remove: Act<{ id: string }, null>;
}

/** An agent that is about to be deleted; the count is on its way. */
export interface Deletion {
  id: string;
  name: string;
  ties: Promise<Outcome<Ties>>;
}

/** Begins a deletion: nothing is deleted yet, only counted. */
export function beginDeletion(
  agent: { id: string; name: string },
  actions: DeleteActions,
): Deletion {
  return { id: agent.id, name: agent.name, ties: act(actions.count, { id: agent.id }) };
}

interface DeleteDialogProps {
  deletion: Deletion | null;
  remove: DeleteActions['remove'];
  onClose: () => void;
  onDeleted: () => void;
}

/** Says in figures what deleting does, and wants the name typed. */
export function DeleteDialog({ deletion, remove, onClose, onDeleted }: DeleteDialogProps) {
  const t = useTranslations('admin.delete');
  return (
    <Dialog
      open={deletion !== null}
      onOpenChange={(open) => !open && onClose()}
      title={deletion ? t('title', { name: deletion.name }) : ''}
    >
      {deletion && (
        <Confirmation key={deletion.id} deletion={deletion} remove={remove} onDeleted={onDeleted} />
      )}
    </Dialog>
  );
}

interface ConfirmationProps {
  deletion: Deletion;
  remove: DeleteActions['remove'];
  onDeleted: () => void;
}

function Confirmation({ deletion, remove, onDeleted }: ConfirmationProps) {
  const t = useTranslations('admin.delete');
  const [typed, setTyped] = useState('');
  const [failed, setFailed] = useState(false);
  const [deleting, start] = useTransition();
  const confirmed = sameName(typed, deletion.name);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation(); // React passes it on to a form around the dialog, which would save.
    if (!confirmed || deleting) return;
    start(async () => {
      const outcome = await act(remove, { id: deletion.id });
      // Somebody else deleted it first: what was wanted is so.
      if (!outcome.ok && outcome.code !== 'not_found') return setFailed(true);
      notify(t('done', { name: deletion.name }));
      onDeleted();
    });
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <Suspense fallback={<Counting />}>
        <Consequences ties={deletion.ties} />
      </Suspense>
      <Field id="delete-name" label={t('confirmLabel', { name: deletion.name })}>
        {(control) => (
          <Input
            {...control}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      {failed && <Notice tone="error" title={t('failed')} />}
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <DialogCancel>{t('cancel')}</DialogCancel>
        <Button type="submit" variant="danger" disabled={!confirmed} aria-disabled={deleting}>
          {t('confirm')}
        </Button>
      </div>
    </form>
  );
}

function Consequences({ ties }: { ties: Deletion['ties'] }) {
  const t = useTranslations('admin.delete');
  const inFigures = useTranslations('agents');
  const counted = use(ties);
  return (
    <p className="text-base leading-relaxed text-soft">
      {counted.ok
        ? inFigures('ties', { ...counted.data })
        : `${t('keptUncounted')} ${t('running')}`}{' '}
      <strong className="font-medium text-ink">{t('final')}</strong>
    </p>
  );
}

function Counting() {
  const t = useTranslations('admin.delete');
  return (
    <div role="status">
      <span className="sr-only">{t('counting')}</span>
      <Skeleton className="h-4 w-full" />
      <Skeleton className="mt-2 h-4 w-2/3" />
    </div>
  );
}

function sameName(typed: string, name: string): boolean {
  const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(typed) === plain(name);
}
