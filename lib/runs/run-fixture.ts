/**
 * For tests of runs: a real database with people and an agent, and an engine that
 * does what the test tells it, step by step.
 */

import { expect } from 'vitest';
import type { EngineConfig } from '@/lib/contract/agent';
import type { RunEvent } from '@/lib/contract/events';
import { newId } from '@/lib/contract/ids';
import { foldEvents, textOf } from '@/lib/contract/message';
import { createFrameReader, decodeRunEvent } from '@/lib/contract/sse';
import { createAgent } from '@/lib/db/agents';
import { readRunLog } from '@/lib/db/events';
import { findRun } from '@/lib/db/runs';
import { getConversation } from '@/lib/db/sessions';
import { openTestDatabase } from '@/lib/db/testing';
import { createUser } from '@/lib/db/users';
import type { Engine, EngineEvent, EngineInput } from '@/lib/engines/engine';
import type { Feed } from './feed';
import { type LiveRun, resetLive } from './live';
import type { StartRequest } from './plan';
import { type Starter, type StartParts, startRun } from './start';

/** An engine on strings: the test yields, ends or breaks it. */
export interface PuppetEngine {
  engine: Engine;
  /** What it was called with, once it was. */
  called: Promise<EngineInput>;
  calls: number;
  yield(event: EngineEvent): void;
  text(content: string): void;
  /** Says it is done. */
  finish(): void;
  /** Ends without having said so. */
  end(): void;
  fail(error: unknown): void;
  /** Whether its signal was aborted. */
  aborted(): boolean;
}

type Step = { event: EngineEvent } | { end: true } | { error: unknown };

export function puppetEngine(): PuppetEngine {
  const steps: Step[] = [];
  let wake: () => void = () => undefined;
  let signalled: AbortSignal | null = null;
  const called = Promise.withResolvers<EngineInput>();
  const push = (step: Step) => {
    steps.push(step);
    wake();
  };
  const puppet: PuppetEngine = {
    called: called.promise,
    calls: 0,
    async *engine(input, signal) {
      puppet.calls += 1;
      signalled = signal;
      called.resolve(input);
      for (;;) {
        const step = steps.shift();
        if (!step) {
          await new Promise<void>((resolve) => {
            wake = resolve;
            signal.addEventListener('abort', () => resolve());
          });
          if (signal.aborted) return;
        } else if ('event' in step) yield step.event;
        else if ('error' in step) throw step.error;
        else return;
      }
    },
    yield: (event) => push({ event }),
    text: (content) => push({ event: { type: 'text', content } }),
    finish: () => push({ event: { type: 'finish' } }),
    end: () => push({ end: true }),
    fail: (error) => push({ error }),
    aborted: () => signalled?.aborted ?? false,
  };
  return puppet;
}

/** Times far longer than any test. */
export const CALM: StartParts['timeouts'] = {
  headersMs: 60_000,
  firstEventMs: 60_000,
  idleMs: 60_000,
  progressMs: 60_000,
  totalMs: 60_000,
};

/** A test's world. `dispose` when it is over. */
export interface RunWorld {
  ada: Starter;
  bob: Starter;
  agentId: string;
  /** `file:` URL of the database, for another process. */
  url: string;
  request(text: string, more?: Partial<StartRequest>): StartRequest;
  parts(puppet: PuppetEngine, more?: Partial<StartParts>): StartParts;
  dispose(): Promise<void>;
}

export async function openRunWorld(
  engine: EngineConfig = { kind: 'model', model: 'guide', instructions: '', tools: [] },
): Promise<RunWorld> {
  const { dispose, url } = await openTestDatabase();
  resetLive();
  const person = async (name: string): Promise<Starter> => {
    const user = await createUser({
      email: `${name}@example.com`,
      name,
      role: 'user',
      passwordHash: null,
    });
    return { id: user.id, role: user.role };
  };
  const ada = await person('ada');
  const bob = await person('bob');
  const agent = await createAgent({
    name: 'Puppet',
    description: '',
    icon: 'sparkles',
    engine,
    enabled: true,
    access: 'everyone',
    people: [],
    groups: [],
    welcome: '',
    starters: [],
    traceVisibility: 'full',
    colour: '',
    inputPrice: null,
    outputPrice: null,
    currency: 'USD',
  });
  return {
    ada,
    bob,
    agentId: agent.id,
    url,
    request: (text, more) => ({
      agentId: agent.id,
      text,
      sessionKey: null,
      runId: newId(),
      parentMessageId: undefined,
      retryMessageId: undefined,
      ...more,
    }),
    parts: (puppet, more) => ({
      engineFor: () => puppet.engine,
      titler: async () => null,
      timeouts: CALM,
      maxOutputChars: 1_000_000,
      ...more,
    }),
    dispose: async () => void (await dispose()),
  };
}

/** All events of a feed once it has ended, read as a viewer reads them. */
export async function readToEnd(feed: Feed, after = 0): Promise<RunEvent[]> {
  await new Promise<void>((resolve) => {
    if (feed.ended) return resolve();
    const stop = feed.subscribe(() => {
      if (!feed.ended) return;
      stop();
      resolve();
    });
  });
  return eventsOf(feed, after);
}

/** The events a feed holds now. */
export function eventsOf(feed: Feed, after = 0): RunEvent[] {
  const events: RunEvent[] = [];
  const reader = createFrameReader({
    onFrame({ data }) {
      const event = decodeRunEvent(data);
      if (event) events.push(event);
    },
  });
  reader.feed(feed.read(after, Number.MAX_SAFE_INTEGER, 'full').text);
  return events;
}

/** Resolves when the feed holds at least `seq` events. */
export function untilSeq(feed: Feed, seq: number): Promise<void> {
  return new Promise((resolve) => {
    if (feed.seq >= seq) return resolve();
    const stop = feed.subscribe(() => {
      if (feed.seq < seq) return;
      stop();
      resolve();
    });
  });
}

/** A run of Ada's, driven by the puppet. */
export async function beginRun(
  world: RunWorld,
  puppet: PuppetEngine,
  more: Partial<StartParts> = {},
): Promise<LiveRun> {
  const started = await startRun(world.ada, world.request('Go'), world.parts(puppet, more));
  if (!started.live) throw new Error('The run is not driven here.');
  return started.live;
}

/** What is stored of a run: its row, its log, its message; checked for D09 on the way. */
export async function storedRun(world: RunWorld, run: LiveRun) {
  const row = await findRun(world.ada.id, run.id);
  if (!row) throw new Error('The run is gone.');
  const rows = await readRunLog(row.n, row.logStart, 100_000);
  const events = rows.map((entry): RunEvent => JSON.parse(entry.data));
  const conversation = await getConversation(world.ada.id, run.sessionId);
  const message = conversation?.messages.find((one) => one.runId === run.id);
  if (row.status !== 'running') {
    expect(rows.map((entry) => entry.seq)).toEqual(rows.map((_, i) => i + 1));
    const terminals = events.filter((e) => e.type === 'done' || e.type === 'error');
    expect(terminals).toEqual([events.at(-1)]);
    expect(textOf(message?.parts ?? [])).toBe(textOf(foldEvents(events).parts));
  }
  return { row, events, message };
}
