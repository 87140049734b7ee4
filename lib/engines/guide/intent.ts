/** What the guide understood of a message: the vocabulary between reading and answering. */

/** A time of day asked about, in minutes after midnight. */
export type Minutes = number;

/** One thing that was asked. `asked` is the person's own wording, cleaned. */
export type Intent =
  | { kind: 'calculate'; expression: string; asked: string; unit: '' | '%' }
  | { kind: 'time'; places: string[]; days: number; wants: 'time' | 'date' }
  | { kind: 'difference'; places: [string, string]; at: Minutes | null }
  | { kind: 'convert'; value: number; from: string; to: string[]; asked: string }
  | { kind: 'chats'; query: string }
  | { kind: 'chats_without_words' }
  | { kind: 'help'; query: string; asked: string; skip: number }
  | { kind: 'other'; query: string; asked: string }
  | { kind: 'about' }
  | { kind: 'greeting' | 'mood' | 'thanks' | 'goodbye' };

/** A tool call to make. */
export interface PlannedCall {
  tool: string;
  input: Record<string, unknown>;
}

/** A tool call made in an earlier turn, with its result where it succeeded. */
export interface PastCall {
  tool: string;
  input: unknown;
  result: unknown;
}

/** What came of a planned call: its result, what went wrong, or that there is no such tool here. */
export type CallOutcome =
  | { kind: 'done'; value: unknown }
  | { kind: 'failed'; message: string }
  | { kind: 'missing' };
