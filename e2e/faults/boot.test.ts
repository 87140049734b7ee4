/** Starting: refused with one clear sentence, or done once however many start. */

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { done, text } from '@/e2e/upstream/steps';
import { createClient, tailOf } from './client';
import { count, expectSound, rows } from './database';
import { startServer } from './server';
import { openWorld } from './world';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gossamer-faults-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a server that does not start prints. */
async function refusal(env: Record<string, string>): Promise<string> {
  const started = startServer({ folder, env }).then(async (server) => {
    await server.dispose();
    throw new Error('It started.');
  });
  const error: unknown = await started.catch((reason: unknown) => reason);
  const said = error instanceof Error ? error.message : '';
  expect(said).toContain('did not get ready');
  return said;
}

describe('V21: a setting that cannot be used', () => {
  test.each([
    ['AUTH_SECRET', { AUTH_SECRET: 'short-and-private' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://private@nowhere' }],
    ['AUTH_SECRET', { DATABASE_URL: 'libsql://private.example.com' }],
    ['THINNESTAI_BASE_URL', { THINNESTAI_BASE_URL: 'private-and-not-a-url' }],
  ])('V21: %s is named, its value is not printed, nothing is served', async (name, env) => {
    const said = await refusal(env);
    expect(said).toContain(`- ${name}:`);
    expect(said).not.toContain('private');
  });

  test('V21: a secret beside the database that is damaged is named, its content is not printed', async () => {
    writeFileSync(join(folder, 'gossamer.db.secret'), 'private');
    const said = await refusal({});
    expect(said).toMatch(/The secret in .*gossamer\.db\.secret is damaged\. Delete the file/);
    expect(said).not.toContain('private');
  });

  test('V21: without an upstream key the server starts, and an agent of the platform says what is missing', async () => {
    const world = await openWorld({ env: { THINNESTAI_API_KEY: '' } });
    const ada = await world.person();
    const agent = await world.agent([text('Never.'), done()]);
    const answer = await ada.client.send({ agent_id: agent.id, message: 'Hello' });
    expect([answer.status, answer.error?.code]).toEqual([502, 'not_configured']);
    expect((await createClient(world.server.url, {}).request('GET', '/v2/agents')).status).toBe(
      401,
    );
    await world.dispose();
  });
});

const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('a database that cannot be served', () => {
  test('V08: one made by a newer release is refused with one sentence, and left as it is', async () => {
    const world = await openWorld();
    const { database } = world.server;
    await world.server.terminate();
    const newer = new DatabaseSync(database);
    newer.exec("INSERT INTO migrations (name, applied_at) VALUES ('9999_from_the_future', 1)");
    newer.close();
    const before = digest(database);
    const error: unknown = await world.server.restart().catch((reason: unknown) => reason);
    expect(String(error)).toContain('This database was made by a newer Gossamer');
    expect(digest(database)).toBe(before);
    await world.dispose();
  });

  test('V09: a damaged one is refused with the restore hint, and not overwritten', async () => {
    const world = await openWorld();
    const ada = await world.person();
    const agent = await world.agent([text('Kept.'), done()]);
    await tailOf(await ada.client.send({ agent_id: agent.id, message: 'Hello' })).ended;
    const { database } = world.server;
    await world.server.terminate();
    const file = await open(database, 'r+');
    await file.write(Buffer.alloc(20_000, 0xa5), 0, 20_000, 8_192);
    await file.close();
    const before = digest(database);
    const error: unknown = await world.server.restart().catch((reason: unknown) => reason);
    expect(String(error)).toContain('is damaged and was left as it is');
    expect(String(error)).toContain('npm run admin -- restore --from FILE');
    expect(digest(database)).toBe(before);
    await world.dispose();
  });
});

test('V07: two servers that start at once on a new file both serve, and each migration is recorded once', async () => {
  const servers = await Promise.all([startServer({ folder }), startServer({ folder })]);
  const names = rows(join(folder, 'gossamer.db'), 'SELECT name FROM migrations');
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
  expect(count(join(folder, 'gossamer.db'), "SELECT count(*) FROM agents WHERE id = 'guide'")).toBe(
    1,
  );
  expectSound(join(folder, 'gossamer.db'));
  await Promise.all(servers.map((server) => server.dispose()));
});
