'use client';

import { useMemo, useRef } from 'react';
import type { Message } from '@/lib/contract/message';
import { type Exchange, exchangesOf, keepKeys } from './exchanges';

/** The exchanges of a conversation, with keys that stay. */
export function useExchanges(messages: Message[]): Exchange[] {
  const known = useRef(new Map<string, string>());
  const before = useRef<Exchange[]>([]);
  return useMemo(() => {
    const exchanges = keepKeys(before.current, exchangesOf(messages), known.current);
    before.current = exchanges;
    return exchanges;
  }, [messages]);
}
