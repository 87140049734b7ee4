'use client';

import { useEffect, useState } from 'react';
import { LIST_PAGE } from '@/components/chat/conversation-item';

/** A list on a page: what was drawn by the server and what was loaded below it. */
export interface PageView<T> {
  items: T[];
  more: boolean;
  state: 'idle' | 'loading' | 'failed';
  load(): Promise<void>;
  /** Takes lines out at once. */
  forget(ids: ReadonlySet<string>): void;
}

/** Pages through a list by its last line. A newer drawing by the server begins it anew. */
export function usePage<T extends { id: string }>(
  drawn: T[],
  read: (last: T) => Promise<{ ok: true; data: T[] } | { ok: false }>,
): PageView<T> {
  const [items, setItems] = useState(drawn);
  const [more, setMore] = useState(drawn.length >= LIST_PAGE);
  const [state, setState] = useState<PageView<T>['state']>('idle');
  useEffect(() => {
    setItems(drawn);
    setMore(drawn.length >= LIST_PAGE);
  }, [drawn]);
  return {
    items,
    more,
    state,
    async load() {
      const last = items.at(-1);
      if (!last || state === 'loading') return;
      setState('loading');
      const page = await read(last);
      setState(page.ok ? 'idle' : 'failed');
      if (!page.ok) return;
      setItems([...items, ...page.data]);
      setMore(page.data.length >= LIST_PAGE);
    },
    forget: (ids) => setItems((all) => all.filter((item) => !ids.has(item.id))),
  };
}
