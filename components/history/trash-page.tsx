'use client';

import { Trash2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { useFrame } from '@/components/chat/frame-context';
import { tried } from '@/components/chat/tried';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { notify } from '@/components/ui/toaster';
import { useRefresh } from '@/lib/client/use-refresh';
import { HistoryFrame } from './history-frame';
import { HistoryList } from './history-list';
import type { TrashActions, TrashItem } from './trash';
import { usePage } from './use-page';

const EraseDialog = lazy(async () => ({ default: (await import('./erase-dialog')).EraseDialog }));
interface TrashPageProps {
  page: TrashItem[];
  /** How long a conversation stays. */
  days: number;
  trash: TrashActions;
}

const DAY_MS = 86_400_000;

/** What was deleted: back with it, or gone for good. */
export function TrashPage({ page, days, trash }: TrashPageProps) {
  const t = useTranslations('history');
  const dates = useFormatter();
  const refresh = useRefresh();
  const { actions, reload, timeZone } = useFrame();
  const [asking, setAsking] = useState<TrashItem | 'all' | null>(null);
  const view = usePage(page, ({ id, deletedAt }) =>
    tried(trash.list(null, { before: { id, deletedAt } })),
  );

  async function bringBack(item: TrashItem) {
    view.forget(new Set([item.id]));
    const { ok } = await tried(actions.restore(null, { ids: [item.id] }));
    notify(ok ? t('done.restored', { count: 1 }) : t('failed.restore'));
    await reload();
    refresh();
  }

  const day = (time: number) => dates.dateTime(time, { dateStyle: 'medium', timeZone });
  return (
    <HistoryFrame
      page="trash"
      description={t('pages.trash.text', { days })}
      actions={
        view.items.length > 0 && (
          <Button variant="danger" onClick={() => setAsking('all')}>
            {t('trash.empty')}
          </Button>
        )
      }
    >
      {view.items.length === 0 ? (
        <EmptyState icon={<Trash2 />} title={t('pages.trash.empty')}>
          {t('pages.trash.emptyText')}
        </EmptyState>
      ) : (
        <HistoryList
          label={t('pages.trash.title')}
          view={view}
          detail={({ deletedAt }) =>
            t('trash.detail', { deleted: day(deletedAt), gone: day(deletedAt + days * DAY_MS) })
          }
          actions={(item) => (
            <>
              <Button
                size="sm"
                aria-label={t('trash.restoreNamed', { title: item.title })}
                onClick={() => void bringBack(item)}
              >
                {t('trash.restore')}
              </Button>
              <Button
                size="sm"
                variant="ghost"
                aria-label={t('trash.eraseNamed', { title: item.title })}
                onClick={() => setAsking(item)}
              >
                {t('trash.erase')}
              </Button>
            </>
          )}
        />
      )}
      <Suspense>
        {asking !== null && (
          <EraseDialog
            item={asking === 'all' ? null : asking}
            trash={trash}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </HistoryFrame>
  );
}
