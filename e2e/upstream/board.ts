/**
 * What the scripted upstream has seen, and the gates that hold it: both are
 * waited for by events, never by polling.
 */

import { EventEmitter, once } from 'node:events';

/** One request as it was received. Times are Unix milliseconds. JSON, so that it can be sent. */
export interface RecordedRequest {
  /** From 1, in order of arrival. */
  n: number;
  /** The connection it came on, from 1; two requests of one connection have the same. */
  connection: number;
  method: string;
  /** With the query. */
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** The body parsed; null when it is not JSON. */
  json: unknown;
  agentId: string | null;
  startedAt: number;
  /** When the exchange was over, and who ended it. */
  closedAt: number | null;
  closedBy: 'client' | 'server' | null;
}

/** Holds and releases scripts by name. */
export interface Gates {
  /** Lets everyone through who waits or will come. */
  open(name: string): void;
  /** Lets one through: who has waited longest, else who comes next. */
  pass(name: string): void;
  /** Waits until the gate was reached that often in all. */
  reached(name: string, times?: number): Promise<void>;
}

interface Gate {
  isOpen: boolean;
  passes: number;
  reached: number;
}

/** The records and gates of one upstream. */
export interface Board {
  requests: RecordedRequest[];
  gates: Gates;
  /** Waits at a gate; rejects when `signal` aborts. */
  wait(name: string, signal: AbortSignal): Promise<void>;
  /** Tells everyone who waits that something changed. */
  changed(): void;
  /** Resolves as soon as the condition holds; rejects with what was seen when patience ends. */
  until(condition: () => boolean, what?: string): Promise<void>;
  forget(): void;
}

/** Makes an empty board, whose waiters wait that long. */
export function createBoard(patienceMs: number): Board {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const gates = new Map<string, Gate>();
  const requests: RecordedRequest[] = [];

  const gate = (name: string) => {
    const known = gates.get(name) ?? { isOpen: false, passes: 0, reached: 0 };
    gates.set(name, known);
    return known;
  };
  const changed = () => {
    emitter.emit('change');
  };
  const until = async (condition: () => boolean, what = 'a condition') => {
    const signal = AbortSignal.timeout(patienceMs);
    while (!condition()) {
      await once(emitter, 'change', { signal }).catch(() => {
        throw new Error(`Waited ${patienceMs} ms for ${what}. ${describe(requests, gates)}`);
      });
    }
  };

  return {
    requests,
    changed,
    until,
    gates: {
      open(name) {
        gate(name).isOpen = true;
        changed();
      },
      pass(name) {
        gate(name).passes++;
        changed();
      },
      reached: (name, times = 1) => until(() => gate(name).reached >= times, `gate ${name}`),
    },
    async wait(name, signal) {
      const mine = gate(name);
      mine.reached++;
      changed();
      while (!mine.isOpen && mine.passes === 0) await once(emitter, 'change', { signal });
      if (!mine.isOpen) mine.passes--;
    },
    forget() {
      requests.length = 0;
      gates.clear();
      changed();
    },
  };
}

function describe(requests: RecordedRequest[], gates: Map<string, Gate>): string {
  const seen = requests.map((r) => `${r.n} ${r.method} ${r.path} closed by ${r.closedBy}`);
  const held = [...gates].map(([name, g]) => `${name} reached ${g.reached}×`);
  return `Requests: ${seen.join('; ') || 'none'}. Gates: ${held.join('; ') || 'none'}.`;
}
