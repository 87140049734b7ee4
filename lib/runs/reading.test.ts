import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { foldEvents, textOf } from '@/lib/contract/message';
import { sqlClient } from '@/lib/db/client';
import { endRun, findRun } from '@/lib/db/runs';
import { deleteSession } from '@/lib/db/session-trash';
import { attachRun } from './attach';
import { type LiveRun, live, resetLive } from './live';
import { drainRuns, recoverRuns, tendRuns } from './recover';
import {
  beginRun,
  eventsOf,
  openRunWorld,
  type PuppetEngine,
  puppetEngine,
  type RunWorld,
  readToEnd,
  storedRun,
  untilSeq,
} from './run-fixture';
import { stopRun } from './stop';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
});
afterEach(() => world.dispose());

const begin = (puppet: PuppetEngine) => beginRun(world, puppet);
const stored = (run: LiveRun) => storedRun(world, run);

describe('reading', () => {
  test('C19 every viewer reads the same, live, from a cursor, after the end and from the message', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet);
    const early = readToEnd(run.feed);
    puppet.text('one ');
    await untilSeq(run.feed, 1);
    puppet.yield({ type: 'tool_call', id: 'c', name: 'n', args: 1 });
    puppet.yield({ type: 'tool_result', id: 'c', name: 'n', result: 2 });
    await untilSeq(run.feed, 3);
    const middle = await attachRun(world.ada.id, { runId: run.id }, { runId: run.id, seq: 1 });
    puppet.text('two');
    puppet.finish();
    await run.ended;
    const all = await early;
    expect(all).toHaveLength(5);
    if (!middle) throw new Error('Not attached.');
    expect(await readToEnd(middle.feed, middle.after)).toEqual(all.slice(1));
    const late = await attachRun(world.ada.id, { sessionKey: run.sessionId }, null);
    if (!late) throw new Error('Not attached.');
    expect(await readToEnd(late.feed)).toEqual(all);
    expect(await attachRun(world.ada.id, { runId: run.id }, { runId: run.id, seq: 5 })).toBeNull();
    expect(await attachRun(world.bob.id, { runId: run.id }, null)).toBeUndefined();
    expect(puppet.calls).toBe(1);

    await sqlClient().execute('DELETE FROM events');
    const pruned = await attachRun(world.ada.id, { runId: run.id }, null);
    if (!pruned) throw new Error('Not attached.');
    expect(foldEvents(await readToEnd(pruned.feed)).parts).toEqual(foldEvents(all).parts);
    expect(await attachRun(world.ada.id, { runId: run.id }, { runId: run.id, seq: 2 })).toBeNull();
  });

  test('V18 a run driven by another process is followed, stopped and taken over', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet);
    puppet.text('from the other ');
    await untilSeq(run.feed, 1);
    const other = live();
    resetLive();
    const here = await attachRun(world.ada.id, { runId: run.id }, null);
    if (!here) throw new Error('Not attached.');
    expect(here.feed).not.toBe(run.feed);
    const read = readToEnd(here.feed);
    puppet.text('side');
    await untilSeq(here.feed, 2);
    const stopping = stopRun(world.ada.id, { runId: run.id });
    // The driver's process looks at its stops, as its keeper does every second.
    await expect
      .poll(async () => {
        Object.assign(globalThis, { [Symbol.for('gossamer.live')]: other });
        await tendRuns();
        return (await findRun(world.ada.id, run.id))?.status;
      })
      .toBe('stopped');
    expect(await stopping).toMatchObject({ status: 'stopped' });
    expect(textOf(foldEvents(await read).parts)).toBe('from the other side');
  });

  test('V18 a dead process: its run becomes interrupted, its late write is refused', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet);
    puppet.text('said');
    await untilSeq(run.feed, 1);
    await sqlClient().execute('UPDATE runs SET lease_until = 0');
    // Our own is renewed as soon as the store takes writes again; to others it looks dead.
    expect(await recoverRuns()).toBe(0);
    live().runs.delete(run.id);
    expect(await recoverRuns()).toBe(1);
    expect(await recoverRuns()).toBe(0);
    puppet.text(' and too late');
    expect(await run.ended).toBe('interrupted');
    const { events, message } = await stored(run);
    expect(textOf(message?.parts ?? [])).toBe('said');
    expect(events).toHaveLength(2);
    const row = await findRun(world.ada.id, run.id);
    const late = {
      n: row?.n ?? 0,
      status: 'completed' as const,
      errorCode: null,
      seq: 9,
      terminal: '{}',
      parts: [],
      usage: null,
      firstEventMs: null,
      durationMs: 0,
      retryAt: null,
      assistantMessageId: 'x',
      claim: 'x',
      now: 0,
    };
    expect(await endRun(late, { writer: live().writer })).toBe(false);
  });

  test('C27 a deleted conversation stops its run and nothing comes back', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet);
    puppet.text('before');
    await untilSeq(run.feed, 1);
    expect(await deleteSession(world.bob.id, run.sessionId)).toBe(false);
    expect(await deleteSession(world.ada.id, run.sessionId)).toBe(true);
    puppet.text('after');
    await run.ended;
    for (const table of ['events', 'messages', 'runs', 'sessions']) {
      const result = await sqlClient().execute(`SELECT count(*) AS n FROM ${table}`);
      expect([table, Number(result.rows[0]?.n)]).toEqual([table, 0]);
    }
    expect(puppet.aborted()).toBe(true);
  });

  test('V18 a reader beside the driver misses nothing, in whatever order the rows appear', async () => {
    const run = await begin(puppetEngine());
    live().runs.delete(run.id);
    const row = await findRun(world.ada.id, run.id);
    const attachment = await attachRun(world.ada.id, { runId: run.id }, null);
    const write = (n: number, seq: number, content: string) =>
      sqlClient().execute({
        sql: 'INSERT INTO events (n, run, seq, data) VALUES (?, ?, ?, ?)',
        args: [n, row?.n ?? 0, seq, JSON.stringify({ type: 'text', content })],
      });
    if (!attachment) throw new Error('Nothing to read.');
    await write(10, 1, 'one ');
    await untilSeq(attachment.feed, 1);
    await write(30, 3, 'three');
    await write(31, 4, '.');
    await sleep(300); // The tail has passed both.
    expect(attachment.feed.seq).toBe(1);
    await write(20, 2, 'two ');
    await untilSeq(attachment.feed, 4);
    expect(textOf(foldEvents(eventsOf(attachment.feed)).parts)).toBe('one two three.');
    await run.stop();
  });

  test('V02 going down: short runs finish, long ones are interrupted and stored', async () => {
    const quick = puppetEngine();
    const slow = puppetEngine();
    const [one, two] = [await begin(quick), await begin(slow)];
    slow.text('not yet');
    await untilSeq(two.feed, 1);
    const draining = drainRuns(50);
    quick.text('in time');
    quick.finish();
    await expect(begin(puppetEngine())).rejects.toMatchObject({ code: 'busy' });
    await draining;
    expect([await one.ended, await two.ended]).toEqual(['completed', 'interrupted']);
    expect(textOf((await stored(two)).message?.parts ?? [])).toBe('not yet');
  });
});
