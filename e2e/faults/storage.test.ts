/** The store under a server: locked by others, crowded, full, read-only, copied while it works. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, pause, type Step, text } from '@/e2e/upstream/steps';
import { newId } from '@/lib/contract/ids';
import { mayMount, mountSmall } from '@/lib/db/fixtures/mount';
import { tailOf } from './client';
import { count, expectSound, expectWhole, storedRun, storedRuns, untilTrue } from './database';
import { createLedger } from './ledger';
import { openWorld, type Visitor, type World } from './world';

/** Takes the write lock, as another program on the same file does. */
function holdLock(path: string): () => void {
  const other = new DatabaseSync(path, { timeout: 5_000 });
  other.exec('BEGIN IMMEDIATE');
  return () => {
    other.exec('ROLLBACK');
    other.close();
  };
}

const slowly: Step[] = [
  { do: 'repeat', times: 150, steps: [text('Word {n}. '), { do: 'wait', ms: 20 }] },
  done(),
];

describe('V04: another process holds the write lock', () => {
  let world: World;
  beforeAll(async () => {
    // A lease shorter than the lock, so that it lapses meanwhile.
    world = await openWorld({ env: { LEASE_MS: '2000', SWEEP_INTERVAL_MS: '300' } });
  });
  afterAll(async () => {
    expectSound(world.server.database);
    await world.dispose();
  });

  test('V04: for 3 s: a send waits and succeeds, reading does not wait, what runs goes on', async () => {
    const ada = await world.person();
    const agent = await world.agent(slowly);
    const body = { agent_id: agent.id, message: 'Hello' };
    const running = tailOf(await ada.client.send(body));
    await running.until(({ events }) => events.length > 5);
    const release = holdLock(world.server.database);
    const startedAt = performance.now();
    const sending = ada.client.send(body);
    const chat = await ada.client.request('GET', `/v2/chats/${running.sessionId}`);
    expect([chat.status, performance.now() - startedAt < 1_000]).toEqual([200, true]);
    await wait(3_000 - (performance.now() - startedAt));
    release();
    const sent = tailOf(await sending);
    expect(performance.now() - startedAt).toBeGreaterThan(2_900);
    await Promise.all([running.ended, sent.ended]);
    for (const tail of [running, sent]) {
      const run = storedRun(world.server.database, tail.runId);
      expect(run).toMatchObject({ status: 'completed', answer: tail.text });
      expectWhole(run);
    }
  });

  test('V04: for longer: 503 with Retry-After, nothing half-written, and all is well afterwards', async () => {
    const ada = await world.person();
    const gate = newId();
    const agent = await world.agent([text('Before. '), pause(gate), text('After.'), done()]);
    const body = { agent_id: agent.id, message: 'Hello' };
    const running = tailOf(await ada.client.send(body));
    await running.until((tail) => tail.text !== '');
    const release = holdLock(world.server.database);
    world.upstream.gates.open(gate);
    const same = { ...body, message: 'During', run_id: newId() };
    const refused = await ada.client.send(same);
    expect([refused.status, refused.error?.code]).toEqual([503, 'storage_busy']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const written = 'SELECT count(*) FROM messages WHERE text = ?';
    expect(count(world.server.database, written, 'During')).toBe(0);
    expect(running.text, 'nothing is shown that is not stored').toBe('Before. ');
    release();
    await running.ended;
    expect(running.text).toBe('Before. After.');
    expect(storedRun(world.server.database, running.runId).status).toBe('completed');
    const again = tailOf(await ada.client.send(same));
    await again.ended;
    expect(again.runId).toBe(same.run_id);
  });
});

test('V05: 100 writers: nobody meets a lock, and a send among them is accepted in time', async () => {
  const world = await openWorld();
  const people = await Promise.all(Array.from({ length: 100 }, () => world.person()));
  const brief = await world.agent([text('Begun. '), text('Done.'), done()]);
  const long = await world.agent([
    { do: 'repeat', times: 'forever', steps: [text('Word {n}. '), { do: 'wait', ms: 100 }] },
  ]);
  const ask = async ({ client }: Visitor) =>
    tailOf(await client.send({ agent_id: brief.id, message: 'Hello', run_id: newId() }));

  const burst = await Promise.all(people.map(ask));
  await Promise.all(burst.map((tail) => tail.ended));
  expect(burst.map((tail) => tail.text)).toEqual(Array(100).fill('Begun. Done.'));

  const writers = await Promise.all(
    people.map(({ client }) =>
      client.send({ agent_id: long.id, message: 'Write', run_id: newId() }),
    ),
  );
  await Promise.all(writers.map((answer) => tailOf(answer).until((tail) => tail.text !== '')));
  const took: number[] = [];
  for (const person of people) {
    const startedAt = performance.now();
    const tail = await ask(person);
    took.push(performance.now() - startedAt);
    await tail.ended;
  }
  took.sort((a, b) => a - b);
  const [median, p99] = [took[49], took[98]].map((ms) => Math.round(ms ?? 0));
  process.stdout.write(`V05: among 100 writers accepted in ${median} ms (p99 ${p99} ms).\n`);
  expect(p99).toBeLessThan(500);
  expect(world.server.output()).not.toMatch(/storage_busy|SQLITE_BUSY/);
  expectSound(world.server.database);
  await world.dispose();
});

describe.skipIf(!mayMount())('on a file system of its own', () => {
  test('V03: the disk is full: 503 storage_full, nothing shown is missing, reading works; it goes on by itself when there is room', async () => {
    const disk = mountSmall(12_288);
    if (!disk) throw new Error('No file system to fill.');
    const world = await openWorld({ folder: disk.folder });
    const path = world.server.database;
    const ledger = createLedger();
    const ada = await world.person();
    const before = await world.agent([text('Kept.'), done()]);
    const kept = tailOf(await ada.client.send({ agent_id: before.id, message: 'First' }));
    await kept.ended;
    ledger.acknowledge(kept.runId, 'First');
    ledger.show(kept);

    const block = text(`{n} ${'x'.repeat(6_000)}\n`);
    const paced: Step = { do: 'repeat', times: 'forever', steps: [block, { do: 'wait', ms: 5 }] };
    const gate = newId();
    const patient = await world.agent([text('Begun. '), pause(gate), text('Ended.'), done()]);
    const waiting = tailOf(await ada.client.send({ agent_id: patient.id, message: 'Patience' }));
    ledger.acknowledge(waiting.runId, 'Patience');
    const flooding = await world.agent([paced]);
    const tails = await Promise.all(
      Array.from({ length: 5 }, async (_, i) => {
        const tail = tailOf(
          await ada.client.send({ agent_id: flooding.id, message: `Flood ${i}` }),
        );
        ledger.acknowledge(tail.runId, `Flood ${i}`);
        return tail;
      }),
    );
    await untilTrue(() => world.server.output().includes('log_write_failed'), 'the disk', 30_000);
    world.upstream.gates.open(gate);
    // A log that can be begun anew has room for a moment: sent until there is none.
    await expect
      .poll(() => ada.client.send({ agent_id: before.id, message: 'No room' }), { timeout: 20_000 })
      .toMatchObject({ status: 503, error: { code: 'storage_full' } });
    const chat = await ada.client.request('GET', `/v2/chats/${kept.sessionId}`);
    expect(chat.text).toContain('Kept.');

    const stop = await ada.client.stop({ run_id: tails[0]?.runId ?? '' });
    expect(JSON.parse(stop.text).status, 'that it could not be stored').toBe('running');

    disk.grow(65_536);
    const roomAt = performance.now();
    await expect
      .poll(() => ada.client.send({ agent_id: before.id, message: 'Room' }), { timeout: 30_000 })
      .toMatchObject({ status: 200 });
    await Promise.all(tails.map((tail) => ada.client.stop({ run_id: tail.runId })));
    await Promise.all([...tails, waiting].map((tail) => tail.ended));
    expect(performance.now() - roomAt).toBeLessThan(30_000);
    for (const tail of [...tails, waiting]) ledger.show(tail);
    const stored = storedRuns(path);
    ledger.compare(stored);
    expect(stored.get(waiting.runId)).toMatchObject({ answer: 'Begun. Ended.' });
    for (const run of stored.values()) if (run.status !== 'running') expectWhole(run);
    expectSound(path);
    await world.dispose();
    disk.dispose();
  }, 90_000);

  test('V11: a read-only file system: history can be read, sending says why not', async () => {
    const disk = mountSmall(24_576);
    if (!disk) throw new Error('No file system to freeze.');
    const world = await openWorld({ folder: disk.folder });
    const ada = await world.person();
    const agent = await world.agent([text('Kept.'), done()]);
    const kept = tailOf(await ada.client.send({ agent_id: agent.id, message: 'First' }));
    await kept.ended;
    await world.server.terminate();
    disk.freeze();
    await world.server.restart();
    const chat = await ada.client.request('GET', `/v2/chats/${kept.sessionId}`);
    expect(chat.text).toContain('Kept.');
    const again = tailOf(await ada.client.attach({ run_id: kept.runId }));
    await again.ended;
    expect(again.text).toBe('Kept.');
    const refused = await ada.client.send({ agent_id: agent.id, message: 'Second' });
    expect([refused.status, refused.error?.code]).toEqual([503, 'storage_read_only']);
    expect(refused.error?.detail).toBe('Not saved: the database is read-only.');
    await world.dispose();
    disk.dispose();
  });
});

test('V22: a backup taken under load is sound and holds all that was acknowledged before it began', async () => {
  const world = await openWorld();
  const ledger = createLedger();
  const agent = await world.agent(slowly);
  const people = await Promise.all(Array.from({ length: 20 }, () => world.person()));
  const tails = await Promise.all(
    people.map(async ({ client }, i) => {
      const message = `Question ${i}`;
      const tail = tailOf(await client.send({ agent_id: agent.id, message }));
      ledger.acknowledge(tail.runId, message);
      return tail;
    }),
  );
  await Promise.all(tails.map((tail) => tail.until(({ events }) => events.length > 10)));
  const shown = tails.map((tail) => ({ ...tail, runId: tail.runId, events: [...tail.events] }));
  const file = join(world.server.folder, 'copy.db');
  await world.server.admin('backup', '--to', file);
  for (const tail of shown) ledger.show(tail);
  expect(ledger.compare(storedRuns(file))).toBe(20);
  expectSound(file);
  await Promise.all(tails.map((tail) => tail.ended));
  expect(new Set(tails.map((tail) => tail.terminal?.type))).toEqual(new Set(['done']));
  rmSync(file);
  await world.dispose();
}, 60_000);
