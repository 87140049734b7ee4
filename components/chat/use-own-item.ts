'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useState } from 'react';
import { useSessionActivity } from '@/lib/client/activity';
import type { ConversationItem } from './conversation-item';
import { useFrame } from './frame-context';
import { type Care, useCare } from './use-care';

/**
 * The open conversation as a line of the list, wherever it is kept: the sidebar need not
 * hold it, since it may be archived or far down. And what can be done with it.
 */
export function useOwnItem(drawn: ConversationItem): { item: ConversationItem; care: Care } {
  const { list } = useFrame();
  const [kept, setKept] = useState(drawn);
  const heard = useSessionActivity(drawn.id);
  useEffect(() => setKept(drawn), [drawn]);
  useEffect(() => {
    if (heard) setKept(heard);
  }, [heard]);
  useGone(heard?.place === 'trash' || heard?.place === 'gone');
  const item = list.items.find(({ id }) => id === drawn.id) ?? kept;
  const note = useCallback((next: ConversationItem) => setKept(next), []);
  return { item, care: useCare(item, note) };
}

/** Deleted elsewhere, in another tab or on another device: the page says so instead of taking words for it. */
function useGone(gone: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (gone) router.refresh();
  }, [gone, router]);
}
