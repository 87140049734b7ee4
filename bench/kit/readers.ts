/** The readers' process and what it can be told. */

import { type Program, startProgram } from './programs';

/** How an answer of the upstream goes: events a second (0: as fast as it drains), how many, how long. */
export interface Plan {
  rate: number;
  count: number;
  bytes: number;
  /** A document with code and tables, without timestamps. */
  markdown?: boolean;
}

/** One stream to open. */
export interface StreamSpec {
  url: string;
  headers: Record<string, string>;
  body: string;
  plan: Plan;
  /** Compares a hash of what arrived with what was sent. */
  verify?: boolean;
  /** Opens it and reads nothing. */
  stalled?: boolean;
}

export type Command =
  | { do: 'open'; streams: StreamSpec[]; spreadMs: number }
  | { do: 'inTurn'; streams: StreamSpec[] }
  | { do: 'record' | 'sample' | 'finish' | 'close' };

/** What was seen since `record`. Delays in milliseconds from the upstream's write to the read. */
export interface Sample {
  at: number;
  /** Of all open streams, since they were opened. */
  events: number;
  noted: number;
  delay: { p50: number; p95: number; p99: number; max: number };
}

/** How the streams ended. */
export interface Endings {
  events: number;
  bytes: number;
  lost: number;
  disordered: number;
  broken: number;
  /** Streams whose text is not what was sent. */
  changed: number;
  statuses: number[];
  /** Milliseconds from sending a request to its first event, and to its headers. */
  firstMs: number[];
  headMs: number[];
}

export interface Readers {
  program: Program;
  /** Resolves when every stream had its first event or ended. */
  open(streams: StreamSpec[], spreadMs?: number): Promise<void>;
  /** One request after the other. */
  inTurn(streams: StreamSpec[]): Promise<Endings>;
  /** Begins to note delays. */
  record(): Promise<Sample>;
  sample(): Promise<Sample>;
  /** Resolves when all streams have ended. */
  finish(): Promise<Endings>;
  /** Goes away from all of them. */
  close(): Promise<Endings>;
}

/** Starts the readers' process. */
export function startReaders(): Readers {
  const program = startProgram('readers.ts');
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  program.process.on('message', (answer: { id: number; value?: unknown; error?: string }) => {
    const mine = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) mine?.resolve(answer.value);
    else mine?.reject(new Error(answer.error));
  });
  program.process.on('exit', () => {
    for (const one of waiting.values()) one.reject(new Error('The readers ended.'));
  });
  /** The answer's type is the command's; both processes are of one build. */
  async function tell<T>(command: Command): Promise<T> {
    last += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(last, answer);
    program.process.send({ id: last, command });
    return (await answer.promise) as T;
  }
  return {
    program,
    open: (streams, spreadMs = 0) => tell({ do: 'open', streams, spreadMs }),
    inTurn: (streams) => tell({ do: 'inTurn', streams }),
    record: () => tell({ do: 'record' }),
    sample: () => tell({ do: 'sample' }),
    finish: () => tell({ do: 'finish' }),
    close: () => tell({ do: 'close' }),
  };
}
