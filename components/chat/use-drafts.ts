'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ConversationItem } from './conversation-item';
import { readDraft, watchDrafts } from './draft';

/** Whether something is typed and not sent under this name. */
export function useHasDraft(key: string): boolean {
  return useSyncExternalStore(
    watchDrafts,
    () => readDraft(key) !== '',
    () => false,
  );
}

/** The ids of the conversations in which something is typed and not sent. */
export function useDrafts(items: readonly ConversationItem[]): ReadonlySet<string> {
  const [drafts, setDrafts] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const look = () =>
      setDrafts(new Set(items.filter(({ id }) => readDraft(id) !== '').map(({ id }) => id)));
    look();
    return watchDrafts(look);
  }, [items]);
  return drafts;
}
