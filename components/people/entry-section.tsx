'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { notify } from '@/components/ui/toaster';
import type { PeopleChange } from '@/lib/contract/people-change';
import type { PersonLine } from '@/lib/contract/people-list';
import type { BulkActions } from './bulk-bar';

interface EntrySectionProps {
  id: string;
  status: PersonLine['status'];
  change: BulkActions['change'];
}

const OFFERED = {
  pending: ['approve', 'decline'],
  active: ['disable'],
  disabled: ['enable'],
} as const satisfies Record<PersonLine['status'], readonly PeopleChange[]>;

/** Whether a person may enter, and how to change that. */
export function EntrySection({ id, status, change }: EntrySectionProps) {
  const t = useTranslations('people.person.entry');
  const names = useTranslations('people.bulk.changes');
  const router = useRouter();
  const [failure, setFailure] = useState<'lastAdmin' | 'failed' | null>(null);
  const [busy, start] = useTransition();
  const perform = (wanted: PeopleChange) =>
    start(async () => {
      const outcome = await act(change, { ids: [id], change: wanted });
      if (!outcome.ok) return setFailure('failed');
      if (outcome.data.kept.length > 0) return setFailure('lastAdmin');
      setFailure(null);
      notify(t('done'));
      if (wanted === 'decline') router.push('/admin/people');
    });
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="max-w-prose min-w-0 flex-1 basis-72 text-base text-soft">{t(status)}</p>
        <div className="flex gap-2">
          {OFFERED[status].map((wanted) => (
            <Button
              key={wanted}
              variant={wanted === 'disable' || wanted === 'decline' ? 'danger' : 'secondary'}
              aria-disabled={busy}
              onClick={() => !busy && perform(wanted)}
            >
              {names(wanted)}
            </Button>
          ))}
        </div>
      </div>
      {failure && <Notice tone="error" title={t(failure)} />}
    </div>
  );
}
