'use client';

import { useEffect, useReducer } from 'react';
import type { ConversationView } from '@/lib/client/conversation';
import { getRun } from '@/lib/client/transport';
import { readFrames, rowOf, type WireRow, withRows } from './wire';

/** A change of the rows: more of them, or none. */
export type WireChange = { type: 'rows'; make: (from: number) => WireRow[] } | { type: 'clear' };

/** The reducer of wire rows; rows are numbered as they come. */
export function reduceWire(rows: WireRow[], change: WireChange): WireRow[] {
  if (change.type === 'clear') return [];
  return withRows(rows, change.make((rows.at(-1)?.n ?? 0) + 1));
}

/**
 * The events of a conversation's runs: of those that are asked for while it is open, as
 * they come; before that of its last one, from the log, while that is kept.
 */
export function useWire({ sessionId, asked, phase }: ConversationView): WireRow[] {
  const [rows, dispatch] = useReducer(reduceWire, []);
  const accepted = phase !== 'sending';
  const earlier = asked === null ? sessionId : null;
  useEffect(() => {
    if (!accepted || (asked ?? earlier) === null) return;
    const leaving = new AbortController();
    const askedAt = performance.now();
    const read = async () => {
      const response = await (asked !== null
        ? getRun(asked, 0, leaving.signal)
        : fetch(`/chat/stream?session_id=${earlier}`, { signal: leaving.signal }));
      if (!response.ok) return;
      await readFrames(response, (frames) => {
        const arrived = asked !== null ? Math.round(performance.now() - askedAt) : null;
        dispatch({
          type: 'rows',
          make: (from) => frames.map((frame, at) => rowOf(frame, from + at, arrived)),
        });
      });
    };
    // Only a view of what the conversation shows anyway: it says what is wrong.
    read().catch(() => undefined);
    return () => leaving.abort();
  }, [asked, earlier, accepted]);
  return rows;
}
