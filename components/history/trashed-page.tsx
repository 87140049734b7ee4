'use client';

import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { ConversationHeader } from '@/components/chat/conversation-header';
import { useFrame } from '@/components/chat/frame-context';
import { tried } from '@/components/chat/tried';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { notify } from '@/components/ui/toaster';
import type { TrashActions } from './trash';

// Every conversation's page has this one in it: the dialog comes when it is asked for.
const EraseDialog = lazy(async () => ({ default: (await import('./erase-dialog')).EraseDialog }));

interface TrashedPageProps {
  item: { id: string; title: string };
  /** When it will be gone for good, Unix milliseconds. */
  goneAt: number;
  trash: Pick<TrashActions, 'count' | 'erase'>;
}

/** In place of a conversation that is in the trash. */
export function TrashedPage({ item, goneAt, trash }: TrashedPageProps) {
  const t = useTranslations('history');
  const dates = useFormatter();
  const router = useRouter();
  const { actions, reload, timeZone } = useFrame();
  const [state, setState] = useState<'idle' | 'restoring' | 'asking'>('idle');

  async function bringBack() {
    setState('restoring');
    const { ok } = await tried(actions.restore(null, { ids: [item.id] }));
    if (ok) await reload();
    else notify(t('failed.restore'));
    setState('idle');
    router.refresh();
  }

  return (
    <main className="conversation" tabIndex={-1}>
      <ConversationHeader title={null} scrolled={false} />
      <div className="column flex flex-1 flex-col justify-center pb-24">
        <h1 className="sr-only">{item.title}</h1>
        <EmptyState
          icon={<Trash2 />}
          title={t('trashed.title')}
          action={
            <div className="flex flex-wrap justify-center gap-2">
              <Button
                variant="primary"
                disabled={state === 'restoring'}
                onClick={() => void bringBack()}
              >
                {t('trash.restore')}
              </Button>
              <Button variant="ghost" onClick={() => setState('asking')}>
                {t('trash.erase')}
              </Button>
            </div>
          }
        >
          {t('trashed.text', {
            title: item.title,
            date: dates.dateTime(goneAt, { dateStyle: 'long', timeZone }),
          })}
        </EmptyState>
      </div>
      {state === 'asking' && (
        <Suspense>
          <EraseDialog item={item} trash={trash} next="/trash" onClose={() => setState('idle')} />
        </Suspense>
      )}
    </main>
  );
}
