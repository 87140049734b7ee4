'use client';

import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { notify } from '@/components/ui/toaster';
import { act } from './act';
import type { AgentMenuActions } from './agent-menu';

interface ArchivedNoticeProps {
  agent: { id: string; name: string };
  archive: AgentMenuActions['archive'];
}

/** Above the form of an agent that is put away. */
export function ArchivedNotice({ agent: { id, name }, archive }: ArchivedNoticeProps) {
  const t = useTranslations('agents');
  const failed = useTranslations('admin.agents');
  const [busy, start] = useTransition();
  const bringBack = () =>
    start(async () => {
      const done = await act(archive, { id, archived: false });
      notify(done.ok ? t('list.broughtBack', { name }) : failed('actionFailed'));
    });
  return (
    <div className="mb-6 max-w-160">
      <Notice
        tone="warning"
        action={
          <Button size="sm" onClick={bringBack} aria-disabled={busy}>
            {t('list.bringBack')}
          </Button>
        }
      >
        {t('archivedNotice')}
      </Notice>
    </div>
  );
}
