'use client';

/**
 * From the new-conversation page to the conversation's own: the answer that was
 * on screen stays there until the new page has caught up with it.
 */

import { useEffect, useRef, useState } from 'react';
import type { ConversationView } from '@/lib/client/conversation';
import type { Answer } from '@/lib/contract/message';

interface Handoff {
  sessionId: string;
  answer: Answer;
  askedAt: number | null;
}

let waiting: Handoff | null = null;

/** Keeps what the new-conversation page shows. Called whenever that changes. */
export function handOver(view: ConversationView): void {
  const { sessionId, answer, askedAt } = view;
  if (sessionId && answer) waiting = { sessionId, answer, askedAt };
}

/** The view, with the answer handed over until the own one has caught up, once. */
export function useHandedOver(view: ConversationView): ConversationView {
  const [first] = useState(() => take(view.sessionId));
  const handed = useRef(first);
  useEffect(() => {
    waiting = null; // Taken: coming back here later must not bring it again.
  }, []);
  if (handed.current && hasCaughtUp(view, handed.current)) handed.current = null;
  if (!handed.current) return view;
  const { answer, askedAt } = handed.current;
  const answering = answer.parts.length > 0 && view.phase === 'waiting';
  return {
    ...view,
    answer,
    askedAt: askedAt ?? view.askedAt,
    phase: answering ? 'answering' : view.phase,
  };
}

function take(sessionId: string | null): Handoff | null {
  return waiting?.sessionId === sessionId ? waiting : null;
}

function hasCaughtUp(view: ConversationView, handed: Handoff): boolean {
  if (view.phase === 'idle') return true;
  return view.answer !== null && sizeOf(view.answer) >= sizeOf(handed.answer);
}

function sizeOf({ parts }: Answer): number {
  let size = 0;
  for (const part of parts) size += part.type === 'text' ? part.text.length : 1;
  return size;
}
