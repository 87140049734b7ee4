'use client';

import { useParams, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { notify } from '@/components/ui/toaster';
import type { ConversationItem } from './conversation-item';
import { useFrame } from './frame-context';
import { tried } from './tried';

/** What a person does with a conversation of the list. */
export interface Care {
  rename(title: string): Promise<void>;
  pin(pinned: boolean): Promise<void>;
  archive(archived: boolean): Promise<void>;
  remove(): Promise<void>;
  tag(tags: string[]): Promise<void>;
}

/** Each shows its change at once, takes it back when the server refuses, and can be undone where it hides. */
export function useCare(item: ConversationItem): Care {
  const t = useTranslations('history');
  const { actions, patch, forget, restore } = useFrame();
  const { sessionId } = useParams();
  const router = useRouter();
  const { id } = item;

  const change = async (next: Partial<ConversationItem>, act: Promise<{ ok: boolean }>) => {
    patch(id, next);
    if ((await act).ok) return;
    patch(id, item);
    notify(t('failed.change'));
  };

  const bringBack = async () => {
    restore({ ...item, place: 'list' });
    const { ok } = await tried(actions.restore(null, { ids: [id] }));
    if (ok) return;
    forget(id);
    notify(t('failed.restore'));
  };

  const archive = async (archived: boolean) => {
    if (archived) forget(id);
    else restore({ ...item, place: 'list' });
    const { ok } = await tried(actions.archive(null, { id, archived }));
    if (!ok) {
      if (archived) restore(item);
      else forget(id);
      notify(t('failed.change'));
    } else if (archived) {
      notify(t('done.archived'), { label: t('undo'), onAct: () => void archive(false) });
    }
  };

  return {
    rename: (title) => change({ title }, tried(actions.rename(null, { id, title }))),
    pin: (pinned) => change({ pinned }, tried(actions.pin(null, { id, pinned }))),
    tag: (tags) => change({ tags }, tried(actions.tags.assign(null, { id, tags }))),
    archive,
    async remove() {
      forget(id);
      if (sessionId === id) router.push('/');
      const { ok } = await tried(actions.remove(null, { ids: [id] }));
      if (ok) notify(t('done.deleted'), { label: t('undo'), onAct: () => void bringBack() });
      else {
        restore(item);
        notify(t('failed.delete'));
      }
    },
  };
}
