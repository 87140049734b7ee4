'use client';

import { Archive } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type {
  ActionOutcome,
  ConversationItem,
  ListCursor,
} from '@/components/chat/conversation-item';
import { useFrame } from '@/components/chat/frame-context';
import { tried } from '@/components/chat/tried';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { notify } from '@/components/ui/toaster';
import { useRefresh } from '@/lib/client/use-refresh';
import { HistoryFrame } from './history-frame';
import { HistoryList } from './history-list';
import { usePage } from './use-page';

interface ArchivePageProps {
  page: ConversationItem[];
  list: (
    previous: null,
    input: { before: ListCursor },
  ) => Promise<ActionOutcome<ConversationItem[]>>;
}

/** What was put away, and how it comes back. */
export function ArchivePage({ page, list }: ArchivePageProps) {
  const t = useTranslations('history');
  const dates = useFormatter();
  const refresh = useRefresh();
  const { actions, restore, timeZone } = useFrame();
  const view = usePage(page, ({ id, updatedAt }) =>
    tried(list(null, { before: { id, updatedAt } })),
  );

  async function bringBack(item: ConversationItem) {
    view.forget(new Set([item.id]));
    const { ok } = await tried(actions.archive(null, { id: item.id, archived: false }));
    if (ok) restore({ ...item, place: 'list' });
    else notify(t('failed.change'));
    refresh();
  }

  async function remove(item: ConversationItem) {
    view.forget(new Set([item.id]));
    const { ok } = await tried(actions.remove(null, { ids: [item.id] }));
    refresh();
    if (!ok) notify(t('failed.delete'));
    else notify(t('done.deleted'), { label: t('undo'), onAct: () => void undo(item) });
  }

  async function undo(item: ConversationItem) {
    const { ok } = await tried(actions.restore(null, { ids: [item.id] }));
    if (!ok) notify(t('failed.restore'));
    refresh();
  }

  return (
    <HistoryFrame page="archive" description={t('pages.archive.text')}>
      {view.items.length === 0 ? (
        <EmptyState icon={<Archive />} title={t('pages.archive.empty')}>
          {t('pages.archive.emptyText')}
        </EmptyState>
      ) : (
        <HistoryList
          label={t('pages.archive.title')}
          view={view}
          detail={({ agentName, updatedAt }) =>
            t('archive.detail', {
              agent: agentName,
              date: dates.dateTime(updatedAt, { dateStyle: 'medium', timeZone }),
            })
          }
          actions={(item) => (
            <>
              <Button
                size="sm"
                aria-label={t('archive.restoreNamed', { title: item.title })}
                onClick={() => void bringBack(item)}
              >
                {t('archive.restore')}
              </Button>
              <Button
                size="sm"
                variant="ghost"
                aria-label={t('archive.deleteNamed', { title: item.title })}
                onClick={() => void remove(item)}
              >
                {t('menu.delete')}
              </Button>
            </>
          )}
        />
      )}
    </HistoryFrame>
  );
}
