import { setImmediate as settled } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/contract/errors';
import type { Batch, BatchOutcome } from '@/lib/db/node-sqlite';
import { createFeed } from './feed';
import { createLogWriter, type LogChannel } from './log-writer';

interface Timer {
  at: number;
  fn: () => void;
}

/** A clock that stands still until it is told, and a store that notes what it is given. */
function setUp() {
  let now = 0;
  let timers: Timer[] = [];
  const commits: { at: number; batches: readonly Batch[] }[] = [];
  const alone: Batch[] = [];
  let outcome: (batch: Batch, index: number) => Promise<BatchOutcome> | BatchOutcome = (batch) => ({
    status: 'fulfilled',
    value: batch.map((one) => result(rowsOf(one))),
  });
  const log = createLogWriter({
    writer: 'here',
    clock: {
      now: () => now,
      soon: (fn) => void timers.push({ at: now, fn }),
      after: (fn, ms) => void timers.push({ at: now + ms, fn }),
    },
    together: (batches) => {
      commits.push({ at: now, batches });
      return Promise.all(batches.map(outcome));
    },
    alone: async (batch) => {
      alone.push(batch);
      return [];
    },
  });
  return {
    log,
    commits,
    alone,
    timers: () => timers.length,
    store(next: typeof outcome) {
      outcome = next;
    },
    /** Goes on to that time, and does in turn what is due until then. */
    async until(time: number) {
      for (;;) {
        const next = timers.filter(({ at }) => at <= time).toSorted((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        now = Math.max(now, next.at);
        next.fn();
        await settled();
      }
      now = time;
    },
    /** So many runs, with their channels and what their readers see. */
    runs(count: number) {
      return Array.from({ length: count }, (_, n) => {
        const feed = createFeed(`run${n}`);
        const lost: string[] = [];
        const channel: LogChannel = log.open({ n, id: `run${n}` }, feed, (why) => lost.push(why));
        return { channel, feed, lost };
      });
    },
  };
}

function result(rowsAffected: number) {
  const toJSON = () => ({});
  return {
    rows: [],
    columns: [],
    columnTypes: [],
    rowsAffected,
    lastInsertRowid: undefined,
    toJSON,
  };
}

function rowsOf(statement: Batch[number]): number {
  const args = typeof statement === 'string' ? [] : statement.args;
  return Array.isArray(args) ? (args.length - 1) / 3 : 0;
}

const text = (content: string) => ({ type: 'text' as const, content });
const start = (name: string): Batch => [{ sql: name, args: {} }];
const full = () => new AppError('storage_full');

describe('with few runs', () => {
  test('what came in one turn is one commit at its end, and no timer is left', async () => {
    const { runs, until, commits, timers } = setUp();
    const [a, b] = runs(100);
    a?.channel.append(text('a'));
    b?.channel.append(text('b'));
    a?.channel.append(text('c'));
    expect(commits).toEqual([]);
    await until(0);
    expect(commits.map(({ at }) => at)).toEqual([0]);
    expect(a?.feed.answer.parts).toEqual([{ type: 'text', text: 'ac' }]);
    expect(b?.feed.seq).toBe(1);
    expect(timers()).toBe(0);
  });

  test('the next commit waits for nothing', async () => {
    const { runs, until, commits } = setUp();
    const [run] = runs(100);
    for (const at of [0, 10, 20]) {
      await until(at);
      run?.channel.append(text('x'));
    }
    await until(20);
    expect(commits.map(({ at }) => at)).toEqual([0, 10, 20]);
  });

  test('a start or an end is written at once, by itself', async () => {
    const { log, runs, alone } = setUp();
    runs(20);
    await log.write(start('one'));
    expect(alone).toHaveLength(1);
  });
});

describe('with many runs', () => {
  test('commits are 75 ms apart, and text that came between them is one row', async () => {
    const { runs, until, commits } = setUp();
    const all = runs(500);
    for (let at = 0; at < 300; at += 5) {
      await until(at);
      for (const { channel } of all.slice(0, 3)) channel.append(text('x'));
    }
    await until(400);
    expect(commits.map(({ at }) => at)).toEqual([0, 75, 150, 225, 300]);
    expect(all[0]?.feed.answer.parts).toEqual([{ type: 'text', text: 'x'.repeat(60) }]);
    expect(all[0]?.feed.seq).toBe(5);
  });

  test('starts and ends that follow each other share a commit, with what else waits', async () => {
    const { log, runs, until, commits, alone } = setUp();
    const [run] = runs(80);
    const done: string[] = [];
    const write = (name: string) => log.write(start(name)).then(() => done.push(name));
    void write('first');
    await until(1);
    expect(done).toEqual(['first']);
    void write('second');
    void write('third');
    run?.channel.append(text('x'));
    await until(40);
    expect(done).toEqual(['first']);
    void write('fourth');
    run?.channel.append(text('y'));
    run?.channel.append({ type: 'tool_call', id: 'c', name: 'n', args: {}, at: 1 });
    await until(100);
    expect(done).toEqual(['first', 'second', 'third', 'fourth']);
    expect(commits.map(({ batches }) => batches.length)).toEqual([1, 1, 1, 3]);
    expect(alone).toEqual([]);
  });

  test('when runs close, what follows waits no more', async () => {
    const { runs, until, commits } = setUp();
    const all = runs(500);
    const [run, ...others] = all;
    run?.channel.append(text('x'));
    await until(10);
    for (const { channel } of others) channel.close();
    for (const { channel } of others) channel.close();
    run?.channel.append(text('y'));
    await until(10);
    expect(commits.map(({ at }) => at)).toEqual([0, 10]);
  });
});

describe('whatever the store says', () => {
  test('nobody sees what is not committed yet', async () => {
    const { runs, store, until } = setUp();
    const [run] = runs(1);
    const stored = Promise.withResolvers<BatchOutcome>();
    store(() => stored.promise);
    run?.channel.append(text('x'));
    await until(50);
    expect(run?.feed.seq).toBe(0);
    stored.resolve({ status: 'fulfilled', value: [result(1)] });
    await settled();
    expect(run?.feed.seq).toBe(1);
  });

  test('a batch that fails is its caller’s alone; events are stored', async () => {
    const { log, runs, store, until } = setUp();
    const [run] = runs(80);
    await Promise.all([log.write(start('first')), until(0)]);
    store((batch) =>
      rowsOf(batch[0] ?? '') > 0
        ? { status: 'fulfilled', value: [result(1)] }
        : { status: 'rejected', reason: new Error('refused') },
    );
    const refused = expect(log.write(start('second'))).rejects.toThrow('refused');
    await until(59);
    run?.channel.append(text('x'));
    await until(75);
    await refused;
    expect(run?.feed.seq).toBe(1);
  });

  test('events that were refused are tried again, in their order', async () => {
    const { runs, store, until, commits } = setUp();
    const [run] = runs(1);
    store(() => ({ status: 'rejected', reason: full() }));
    run?.channel.append(text('a'));
    await until(1);
    run?.channel.append(text('b'));
    await until(50);
    expect(run?.feed.seq).toBe(0);
    store((batch) => ({ status: 'fulfilled', value: batch.map((one) => result(rowsOf(one))) }));
    await until(100);
    expect(commits.map(({ at }) => at)).toEqual([0, 100]);
    expect(run?.feed.answer.parts).toEqual([{ type: 'text', text: 'ab' }]);
    expect(run?.lost).toEqual([]);
  });
});
