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

/**
 * Each shows its change at once, takes it back when the server refuses, and can be undone
 * where it hides. `note` hears what the conversation has become, for who shows it outside of the list.
 */
export function useCare(item: ConversationItem, note?: (item: ConversationItem) => void): Care {
  const t = useTranslations('history');
  const { actions, patch, forget, restore } = useFrame();
  const { sessionId } = useParams();
  const router = useRouter();
  const { id } = item;
  const wasOpen = sessionId === id;

  const change = async (next: Partial<ConversationItem>, act: Promise<{ ok: boolean }>) => {
    patch(id, next);
    note?.({ ...item, ...next });
    if ((await act).ok) return;
    patch(id, item);
    note?.(item);
    notify(t('failed.change'));
  };

  const bringBack = async () => {
    // Where it was kept: what was archived comes back to the archive.
    if (item.place === 'list') restore(item);
    const { ok } = await tried(actions.restore(null, { ids: [id] }));
    if (ok) {
      if (wasOpen) router.push(`/c/${id}`);
      return;
    }
    forget(id);
    notify(t('failed.restore'));
  };

  const archive = async (archived: boolean) => {
    const back: ConversationItem = { ...item, place: 'list' };
    if (archived) forget(id);
    else restore(back);
    note?.(archived ? { ...item, place: 'archive', pinned: false } : back);
    const { ok } = await tried(actions.archive(null, { id, archived }));
    if (!ok) {
      if (archived) restore(item);
      else forget(id);
      note?.(item);
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
      if (wasOpen) router.push('/');
      const { ok } = await tried(actions.remove(null, { ids: [id] }));
      if (ok) notify(t('done.deleted'), { label: t('undo'), onAct: () => void bringBack() });
      else {
        if (item.place === 'list') restore(item);
        if (wasOpen) router.push(`/c/${id}`);
        notify(t('failed.delete'));
      }
    },
  };
}
