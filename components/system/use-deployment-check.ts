'use client';

import { useState } from 'react';
import { type Act, act, type Outcome } from '@/components/admin/act';
import { judgeStream, measureStream, type StreamFinding } from './stream-check';

/** Whose key. */
export type KeyProvider = 'thinnest' | 'openai' | 'anthropic' | 'google';

/** What the key's check says. `detail` is a sentence for admins. */
export interface KeyFinding {
  state: 'reachable' | 'unreachable' | 'refused' | 'not_configured';
  detail: string;
}

/** What came back from a backup. */
export interface RestoreFinding {
  problem: string | null;
  people: number;
  conversations: number;
  messages: number;
  tookMs: number;
}

/** How far two clocks are from the browser's, in milliseconds; positive: ahead of it. */
export interface ClockFinding {
  server: number;
  database: number;
}

/** What the checks ask the server. `restore` answers null where it cannot be tried. */
export interface CheckActions {
  key: Act<{ provider: KeyProvider }, KeyFinding>;
  restore: Act<{ copies: 2 }, RestoreFinding | null>;
  clock: Act<{ browser: number }, { server: number; database: number }>;
}

/** A check that was not made, is being made, gave a finding, or did not work itself. */
export type Check<T> =
  | { step: 'idle' }
  | { step: 'running' }
  | { step: 'found'; finding: T }
  | { step: 'failed'; code: string };

export interface DeploymentCheck {
  stream: Check<StreamFinding>;
  /** Of the providers that were asked so far. */
  keys: Partial<Record<KeyProvider, Check<KeyFinding>>>;
  restore: Check<RestoreFinding | null>;
  clock: Check<ClockFinding>;
  running: boolean;
  run: () => void;
}

const IDLE = { step: 'idle' } as const;
const RUNNING = { step: 'running' } as const;

/** Makes the checks one after the other: each would disturb what the next one measures. */
export function useDeploymentCheck(
  actions: CheckActions,
  providers: readonly KeyProvider[],
): DeploymentCheck {
  const [stream, setStream] = useState<Check<StreamFinding>>(IDLE);
  const [keys, setKeys] = useState<DeploymentCheck['keys']>({});
  const [restore, setRestore] = useState<Check<RestoreFinding | null>>(IDLE);
  const [clock, setClock] = useState<Check<ClockFinding>>(IDLE);
  const [running, setRunning] = useState(false);
  const runAll = async () => {
    setRunning(true);
    setStream(RUNNING);
    setKeys({});
    setRestore(IDLE);
    setClock(IDLE);
    setStream(await streamed());
    for (const provider of providers) {
      setKeys((now) => ({ ...now, [provider]: RUNNING }));
      const key = checked(await act(actions.key, { provider }));
      setKeys((now) => ({ ...now, [provider]: key }));
    }
    setRestore(RUNNING);
    setRestore(checked(await act(actions.restore, { copies: 2 })));
    setClock(RUNNING);
    setClock(await timed(actions.clock));
    setRunning(false);
  };
  return { stream, keys, restore, clock, running, run: () => void runAll() };
}

function checked<T>(outcome: Outcome<T>): Check<T> {
  return outcome.ok
    ? { step: 'found', finding: outcome.data }
    : { step: 'failed', code: outcome.code };
}

async function streamed(): Promise<Check<StreamFinding>> {
  try {
    const first = judgeStream(await measureStream());
    if (first.verdict === 'flowing') return { step: 'found', finding: first };
    // A busy computer can make heaps of pieces, too; what holds them back does so each time.
    const second = judgeStream(await measureStream());
    return { step: 'found', finding: second.verdict === 'flowing' ? second : first };
  } catch {
    return { step: 'failed', code: 'network' }; // Not reached, or cut off: that is what is shown.
  }
}

/** The answer was on its way half the time between the two looks at our own clock. */
async function timed(ask: CheckActions['clock']): Promise<Check<ClockFinding>> {
  const sentAt = Date.now();
  const outcome = await act(ask, { browser: sentAt });
  const middle = (sentAt + Date.now()) / 2;
  if (!outcome.ok) return checked(outcome);
  const { server, database } = outcome.data;
  const off = (time: number) => Math.round(time - middle);
  return { step: 'found', finding: { server: off(server), database: off(database) } };
}
