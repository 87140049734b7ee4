/** Many people who ask, read and ask again, and come back whenever their stream breaks. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Script } from '@/e2e/upstream/server';
import { done, type Step, text, toolCall, toolResult } from '@/e2e/upstream/steps';
import { newId } from '@/lib/contract/ids';
import { type Answer, type ApiClient, type EventTail, tailOf } from './client';
import { createLedger, type Ledger } from './ledger';

const COME_BACK_MS = 50;

/** What the people of one crowd share. */
export interface Crowd {
  ledger: Ledger;
  /** Streams that are open now. */
  open: Set<EventTail>;
  /** When true, each asks no more once they have their answer. */
  over: boolean;
  /** Resolves when all have their answers; rejects when anybody was shown something wrong. */
  done: Promise<unknown>;
  /** How many of them are being shown something now. */
  reading(): number;
}

/** A whole number of `from` or more and less than `to`. */
export function random(from: number, to: number): number {
  return from + Math.floor(Math.random() * (to - from));
}

/** An answer of random length and pace, with a tool now and then. */
export const ramble: Script = () => [
  ...(Math.random() < 0.3 ? [toolCall('look_up', { n: 1 }), toolResult('look_up', 'found')] : []),
  {
    do: 'repeat',
    times: random(5, 150),
    steps: [text('Wörd {n} 🙂. '), { do: 'wait', ms: random(2, 40) }],
  } satisfies Step,
  done({ input_tokens: 1, output_tokens: 2, total_tokens: 3 }),
];

/** Sets all of them talking to an agent. */
export function startCrowd(clients: ApiClient[], agentId: string): Crowd {
  const open = new Set<EventTail>();
  const crowd: Crowd = {
    ledger: createLedger(),
    open,
    over: false,
    done: Promise.resolve(),
    reading: () => [...open].filter((tail) => tail.events.length > 0).length,
  };
  crowd.done = Promise.all(clients.map((client) => converse(crowd, client, agentId)));
  return crowd;
}

async function converse(crowd: Crowd, client: ApiClient, agentId: string): Promise<void> {
  const { ledger } = crowd;
  while (!crowd.over) {
    const run_id = newId();
    const body = { agent_id: agentId, message: `What of ${run_id}?`, run_id };
    let answer = await insist(() => client.send(body));
    ledger.acknowledge(run_id, body.message);
    while (!ledger.hasEnded(run_id)) {
      await follow(crowd, tailOf(answer));
      if (ledger.hasEnded(run_id)) break;
      await wait(COME_BACK_MS);
      answer = await insist(() => client.attach({ run_id }, ledger.cursor(run_id)));
    }
  }
}

async function follow({ open, ledger }: Crowd, tail: EventTail): Promise<void> {
  open.add(tail);
  await tail.ended;
  open.delete(tail);
  ledger.show(tail);
}

/** Asks again and again while the server is dead, going down, or busy. */
async function insist(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask().catch(() => null); // The connection broke or was refused.
    if (answer && answer.status !== 503) return answer;
    await wait(COME_BACK_MS);
  }
}
