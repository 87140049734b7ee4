import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseHandle, openDatabase } from './client';
import { type RemoteServer, startRemoteServer } from './fixtures/remote-server';
import { checkDatabase } from './health';
import { migrate } from './migrate';
import { openRemote } from './remote';
import { agents } from './schema/agents';
import { users } from './schema/people';
import { isUniqueViolation } from './storage-error';

const TOKEN = 'token-of-the-database';
let folder: string;
let server: RemoteServer;
let remote: DatabaseHandle;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gossamer-'));
  server = await startRemoteServer(join(folder, 'remote.db'), TOKEN);
  remote = openDatabase(server.url, { authToken: TOKEN });
});
afterEach(async () => {
  remote.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

const ann = { id: 'ann', email: 'ann@example.com', createdAt: 1 };
const unsaved = { code: 'storage_busy', status: 503, detail: { retryAfterSeconds: 5 } };

describe('a remote database', () => {
  test('V07: is migrated once, also by five processes at once', async () => {
    const handles = Array.from({ length: 5 }, () => openDatabase(server.url, { authToken: TOKEN }));
    const applied = await Promise.all(handles.map(({ client }) => migrate(client)));
    for (const handle of handles) handle.close();
    const health = await checkDatabase(remote.client);
    expect(applied.flat().sort()).toEqual(health.migrations.applied);
    expect(health).toMatchObject({ ok: true, kind: 'remote', path: null, journalMode: null });
  });

  test('is read and written with Drizzle as a file is', async () => {
    const { db, client } = remote;
    await migrate(client);
    const engine = { kind: 'thinnest' as const, upstreamAgentId: 'ag_1' };
    await db.batch([
      db.insert(users).values(ann),
      db.insert(agents).values({ id: 'a', name: 'A', engine, createdAt: 1, updatedAt: 2 }),
    ]);
    const [person] = await db.select().from(users).where(eq(users.id, 'ann'));
    expect(person).toMatchObject({ ...ann, role: 'user', passwordHash: null });
    const [agent] = await db.select().from(agents);
    expect(agent).toMatchObject({ engine, enabled: true, starters: [], position: 0 });
  });

  test('a batch is whole or not at all, and errors look as those of a file', async () => {
    const { db, client } = remote;
    await migrate(client);
    const failed = await db
      .batch([db.insert(users).values(ann), db.insert(users).values({ ...ann, id: 'b' })])
      .catch((error: unknown) => error);
    expect(isUniqueViolation(failed, 'users.email')).toBe(true);
    expect(failed).toMatchObject({ code: 'SQLITE_CONSTRAINT' });
    expect(await db.select().from(users)).toEqual([]);
    const single = await db
      .insert(users)
      .values([ann, ann])
      .catch((error: unknown) => error);
    expect(String(single)).not.toContain('ann@example.com');
  });

  test('a wrong token is not taken for a passing failure', async () => {
    const wrong = openDatabase(server.url, { authToken: 'another' });
    await expect(wrong.client.execute('SELECT 1')).rejects.toThrow('401');
    wrong.close();
  });
});

describe('V12: a remote database that cannot be reached', () => {
  test('V12: fails or is silent: storage_busy, and all is well when it is back', async () => {
    await migrate(remote.client);
    server.mood = 'failing';
    await expect(remote.db.insert(users).values(ann)).rejects.toMatchObject(unsaved);
    server.mood = 'silent';
    const hurried = openRemote(server.url, { authToken: TOKEN, timeoutMs: 50 });
    await expect(hurried.execute('SELECT 1')).rejects.toMatchObject(unsaved);
    server.mood = 'well';
    await remote.db.insert(users).values(ann);
    expect((await hurried.execute('SELECT id FROM users')).rows).toHaveLength(1);
    hurried.close();
  });

  test('V12: refuses the connection: storage_busy', async () => {
    const nowhere = openDatabase('http://127.0.0.1:1', { authToken: TOKEN });
    await expect(nowhere.client.batch(['SELECT 1'])).rejects.toMatchObject(unsaved);
    nowhere.close();
    await expect(nowhere.client.execute('SELECT 1')).rejects.toThrow('closed');
  });
});
