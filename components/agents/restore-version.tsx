'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { notify } from '@/components/ui/toaster';

/** Brings a version back over the state of `seenAt`. */
export type RestoreVersion = Act<{ id: string; version: number; seenAt: number }, null>;

interface RestoreButtonProps {
  agentId: string;
  version: number;
  /** The `updatedAt` of the state it is compared with. */
  seenAt: number;
  restore: RestoreVersion;
}

/** Makes a version what is stored. Undone by restoring the one before. */
export function RestoreButton({ agentId, version, seenAt, restore }: RestoreButtonProps) {
  const t = useTranslations('agents.versions');
  const router = useRouter();
  const [failure, setFailure] = useState<'conflict' | 'failed' | null>(null);
  const [busy, start] = useTransition();
  const onClick = () =>
    start(async () => {
      const done = await act(restore, { id: agentId, version, seenAt });
      if (!done.ok) {
        setFailure(done.code === 'conflict' ? 'conflict' : 'failed');
        return router.refresh();
      }
      notify(t('restored', { version }));
      router.push(`/admin/agents/${agentId}/versions`);
    });
  return (
    <div className="flex flex-col gap-3">
      {failure && <Notice tone="error" title={t(failure)} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button onClick={onClick} aria-disabled={busy}>
          {busy ? t('restoring') : t('restore')}
        </Button>
        <p className="min-w-0 flex-1 basis-64 text-sm text-muted">{t('restoreHelp')}</p>
      </div>
    </div>
  );
}
