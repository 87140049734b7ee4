'use client';

import {
  createContext,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Message } from '@/lib/contract/message';
import type { Rating } from '@/lib/contract/rating';
import type { TurnMarks } from '@/lib/contract/turn-marks';

/** What the turns of a conversation know of it, and what can be done with them. */
export interface TurnView {
  sessionId: string;
  marks: TurnMarks;
  /** An answer is on its way: nothing else can be asked, and no other branch shown. */
  busy: boolean;
  /** A question that is on its way to the server: nothing can be done with it yet. */
  pending: string | null;
  /** The message that a link led to. */
  target: string | null;
  /** The question that is being edited in place. */
  editing: string | null;
  setEditing(questionId: string | null): void;
  edit(question: Message, text: string): Promise<boolean>;
  regenerate(question: Message): Promise<void>;
  goOn(answer: Message): Promise<void>;
  /** Shows the branch through a message. */
  choose(messageId: string): Promise<void>;
  /** Null takes a rating back. Resolves whether it was stored. */
  rate(messageId: string, rating: Rating | null): Promise<boolean>;
}

/**
 * The view, and who is to be told when it changes. A conversation has hundreds of turns, and
 * what changes concerns few of them: each takes the part it needs (`useTurn`).
 */
export interface TurnStore {
  view(): TurnView;
  subscribe(changed: () => void): () => void;
}

/** Filled by `Conversation`; null where turns are only read. */
export const TurnContext = createContext<TurnStore | null>(null);

/** What can be done in the conversation round a turn; null where turns are only read. */
export function useTurns(): TurnStore | null {
  return useContext(TurnContext);
}

/** A part of the view; draws again only when that part is another. Null where turns are only read. */
export function useTurn<T>(select: (view: TurnView) => T): T | null {
  const turns = useTurns();
  const read = () => (turns ? select(turns.view()) : null);
  return useSyncExternalStore(turns?.subscribe ?? never, read, read);
}

function never(): () => void {
  return () => undefined;
}

/** A store of the view as it is now. */
export function useTurnStore(view: TurnView): TurnStore {
  const latest = useRef(view);
  // Read by what is drawn in the same pass; the others are told when it is on screen.
  latest.current = view;
  const [{ store, tell }] = useState(() => {
    const listeners = new Set<() => void>();
    const made: TurnStore = {
      view: () => latest.current,
      subscribe(changed) {
        listeners.add(changed);
        return () => void listeners.delete(changed);
      },
    };
    return { store: made, tell: () => listeners.forEach((changed) => void changed()) };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is what they are told of
  useLayoutEffect(tell, [view]);
  return store;
}
