'use client';

import { createContext, useContext } from 'react';
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

/** Filled by `Conversation`; null where turns are only read. */
export const TurnContext = createContext<TurnView | null>(null);

/** The conversation round a turn; null where turns are only read. */
export function useTurns(): TurnView | null {
  return useContext(TurnContext);
}
