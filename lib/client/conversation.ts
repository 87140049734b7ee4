/**
 * What the chat interface sees of a conversation: the shape that
 * `useConversation` (use-conversation.ts) returns and its page gives it.
 */

import type { ReachedLimit } from '@/lib/contract/budget';
import type { ErrorCode } from '@/lib/contract/errors';
import type { Answer, Message } from '@/lib/contract/message';
import type { TurnMarks } from '@/lib/contract/turn-marks';

/** Where the running answer stands. */
export type Phase =
  /** Nothing runs. */
  | 'idle'
  /** The message is on its way; the server has not accepted it yet. */
  | 'sending'
  /** Accepted; nothing has arrived from the agent yet. */
  | 'waiting'
  /** Text or steps are arriving. */
  | 'answering'
  /** Stop was pressed; the server has not confirmed yet. */
  | 'stopping';

/** How the browser stands to the server. Separate from the phase: the run goes on regardless. */
export type Link = 'online' | 'reconnecting' | 'offline' | 'signed_out';

/** Why a send was refused: its text is back in the composer. */
export interface Refusal {
  code: ErrorCode | 'network';
  message: string;
  /** Unix milliseconds at which trying again makes sense; counted down on screen. */
  retryAt?: number;
  /** The limit that was reached, if it was one of this person's. */
  limit?: ReachedLimit;
}

/** A message written while an answer ran, stored on the server, sent in order. */
export interface QueuedMessage {
  id: string;
  text: string;
}

/** The place in a conversation that a link to one of its messages leads to. */
export interface LinkedPlace {
  messageId: string;
  /** The last message of the branch it stands on. */
  leafId: string;
  /** That branch is not the one the conversation shows. */
  elsewhere: boolean;
  /** Later messages follow the last one given. */
  later: boolean;
}

/** What a page gives the hook. Everything here was rendered on the server. */
export interface ConversationStart {
  /** Null on the new-conversation page. */
  sessionId: string | null;
  /** What the id is appended to where the conversation has its page; `/c/` unless set. */
  pathPrefix?: string;
  agentId: string;
  /** Oldest first; the last page of the shown branch. */
  messages: Message[];
  /** Whether older messages precede the first one. */
  more: boolean;
  /** The run that was running when the page was rendered. */
  runId: string | null;
  /** When that run was asked for; Unix milliseconds. */
  askedAt?: number | null;
  queue: QueuedMessage[];
  marks: TurnMarks;
  /** Set when a link to a message led here; else the messages end the shown branch. */
  place?: LinkedPlace | undefined;
  /** Kept for as long as its tab lives. */
  temporary?: boolean;
}

/** What the interface renders and may do. */
export interface ConversationView {
  sessionId: string | null;
  messages: Message[];
  /** Whether older messages can be loaded, and how. */
  more: boolean;
  loadOlder(): Promise<void>;
  /** Whether later messages follow the last one, and how they are loaded. */
  later: boolean;
  loadLater(): Promise<void>;
  marks: TurnMarks;
  /** The running answer, or the one that just ended until its message is in `messages`. */
  answer: Answer | null;
  phase: Phase;
  link: Link;
  /** Unix milliseconds by this browser's clock at which the running answer was asked for. */
  askedAt: number | null;
  /** The run of the question that was asked last since the page was opened. */
  asked: string | null;
  /** The stored answer that the running one goes on from. */
  continues: string | null;
  refusal: Refusal | null;
  queue: QueuedMessage[];
  /** Sends a message; resolves true once the server has it, false when refused (then put the text back). */
  send(text: string): Promise<boolean>;
  /** Stops the running answer. Resolves with the state it ended in. */
  stop(): Promise<void>;
  /** Answers the last question again, as a new run; what is there stays as a branch. */
  retry(): Promise<void>;
  /** Answers a question again. */
  regenerate(question: Message): Promise<void>;
  /** Asks something else in a question's place; resolves like `send`. */
  edit(question: Message, text: string): Promise<boolean>;
  /** Goes on from the end of an answer that broke off. */
  goOn(answer: Message): Promise<void>;
  /** Reads again what the server has stored. */
  refresh(): void;
  dismissRefusal(): void;
  /** Stores a message to be sent when the running answer has finished. */
  enqueue(text: string): Promise<boolean>;
  editQueued(id: string, text: string): Promise<void>;
  cancelQueued(id: string): Promise<void>;
  /** Sends a held queued message now (after a stop or a failure the queue waits). */
  sendQueued(id: string): Promise<void>;
}
