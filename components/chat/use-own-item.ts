'use client';

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
  const item = list.items.find(({ id }) => id === drawn.id) ?? kept;
  const note = useCallback((next: ConversationItem) => setKept(next), []);
  return { item, care: useCare(item, note) };
}
