/** The command line as operators and other programs meet it: a process of its own. */

import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { databasePath } from '@/lib/db/sqlite-file';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';

// Every command is a process: how long it needs to start is the machine's affair.
vi.setConfig({ testTimeout: 120_000 });

interface Answer {
  code: number;
  out: string;
  err: string;
}

/** The environment of an operator: none of the variables that tests set. */
const BARE: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: process.env.PATH,
  HOME: tmpdir(),
};

function admin(args: string[], env: Record<string, string> = {}, input = ''): Promise<Answer> {
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', 'scripts/admin.ts', ...args];
    const options = { env: { ...BARE, ...env }, cwd: process.cwd() };
    const child = execFile(process.execPath, command, options, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
    child.stdin?.end(input);
  });
}

const findingsSchema = z.object({
  ok: z.boolean(),
  findings: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      detail: z.string(),
      fix: z.string().optional(),
    }),
  ),
});

async function doctor(env: Record<string, string>) {
  const { code, out } = await admin(['doctor', '--json'], env);
  const { ok, findings } = findingsSchema.parse(JSON.parse(out));
  const of = (name: string) => findings.filter((finding) => finding.name === name);
  return { code, ok, of, out };
}

let folder: string;
let url: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gossamer-'));
  url = `file:${join(folder, 'gossamer.db')}`;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('on an empty folder', () => {
  test('the first command makes and migrates the database; the guide is listed', async () => {
    const { code, out, err } = await admin(['agent', 'list', '--json'], { DATABASE_URL: url });
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject([{ id: 'guide', engine: 'model', model: 'guide' }]);
  });

  test('doctor makes nothing and finds nothing in the way', async () => {
    const { code, ok, of } = await doctor({ DATABASE_URL: url });
    expect([code, ok]).toEqual([0, true]);
    expect(of('Database')[0]?.detail).toContain('The first start makes it');
    expect(existsSync(join(folder, 'gossamer.db'))).toBe(false);
  });

  test('a restore says that there is no such file', async () => {
    const env = { DATABASE_URL: url };
    const missing = join(folder, 'none.db');
    const { code, err } = await admin(['restore', '--from', missing], env);
    expect([code, err]).toEqual([1, `Error: There is no file ${missing}.\n`]);
  });
});

describe('a wrong command line or environment', () => {
  test('is told with exit code 2, as JSON if asked for', async () => {
    const plain = await admin(['user', 'frobnicate'], { DATABASE_URL: url });
    expect(plain).toMatchObject({ code: 2, out: '' });
    expect(plain.err).toBe(
      'Error: There is no command user frobnicate.\nSee: npm run admin -- --help\n',
    );
    const json = await admin(['user', 'create', '--json', '--email', 'a@b.c'], {
      DATABASE_URL: url,
    });
    expect(json).toMatchObject({ code: 2, out: '' });
    expect(JSON.parse(json.err)).toEqual({
      error: { message: '--password PASSWORD is missing.' },
    });
  });

  test('a variable that cannot be used is named, without its value', async () => {
    const env = { DATABASE_URL: 'postgres://secret' };
    const list = await admin(['user', 'list'], env);
    expect(list.code).toBe(1);
    expect(list.err).toContain('DATABASE_URL: Write file:PATH or libsql://HOST.');
    expect(list.err).not.toContain('secret');
    const { code, of } = await doctor(env);
    expect(code).toBe(1);
    expect(of('Environment')).toMatchObject([{ state: 'fail' }]);
  });

  test('help is an answer, not a failure', async () => {
    const { code, out } = await admin(['restore', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('restore --from FILE [--force] [--json]');
  });
});

describe('beside a server', () => {
  let server: TestDatabase;
  beforeAll(async () => {
    server = await openTestDatabase();
  });
  afterAll(() => server.dispose());

  const json = async (...args: string[]): Promise<unknown> => {
    const { code, out, err } = await admin([...args, '--json'], { DATABASE_URL: server.url });
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out);
  };

  test('V04: a command waits for a lock that somebody holds', async () => {
    await server.client.execute('BEGIN IMMEDIATE');
    const command = json('invite', 'create');
    await new Promise((done) => setTimeout(done, 2_000));
    await server.client.execute('COMMIT');
    expect(await command).toMatchObject({ role: 'user' });
  });

  test('D03: a backup is taken and restored', async () => {
    const copy = join(folder, 'copy.db');
    expect(await json('backup', '--to', copy)).toMatchObject({ file: copy });
    await json('invite', 'create', '--email', 'late@example.com');
    expect(await json('restore', '--from', copy)).toMatchObject({ online: true, migrated: [] });
    const { rows } = await server.client.execute("SELECT id FROM invites WHERE email LIKE 'late%'");
    expect(rows).toEqual([]);
  });
});

describe('doctor', () => {
  test('V09: names a damaged database and how to restore, and leaves it as it is', async () => {
    const path = join(folder, 'gossamer.db');
    writeFileSync(path, 'not a database');
    const { code, of } = await doctor({ DATABASE_URL: url });
    expect(code).toBe(1);
    expect(of('Database')).toMatchObject([{ state: 'fail' }]);
    expect(of('Database')[0]?.detail).toContain('npm run admin -- restore --from FILE');
    expect(readFileSync(path, 'utf8')).toBe('not a database');
    const list = await admin(['user', 'list'], { DATABASE_URL: url });
    expect(list).toMatchObject({ code: 1, out: '' });
    expect(list.err).toContain('restore --from FILE');
  });

  test('V09: a beginning that was written over is not mended in silence from the log', async () => {
    const server = await openTestDatabase();
    // The files as a killed server leaves them, copied by another process: reading them in
    // this one would give up the locks of the open database.
    const live = databasePath(server.url);
    const path = join(folder, 'gossamer.db');
    execFileSync('cp', [live, path]);
    execFileSync('cp', [`${live}-wal`, `${path}-wal`]);
    await server.dispose();
    const damaged = readFileSync(path).fill(0x5a, 0, 100);
    writeFileSync(path, damaged);
    const { code, err } = await admin(['user', 'list'], { DATABASE_URL: url });
    expect([code, err]).toEqual([1, expect.stringContaining(`${path} is damaged`)]);
    expect((await doctor({ DATABASE_URL: url })).of('Database')).toMatchObject([{ state: 'fail' }]);
    expect(readFileSync(path).equals(damaged)).toBe(true);
  });

  test('asks the upstream with the key, and never shows the key', async () => {
    const asked: string[] = [];
    const upstream = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const right = request.headers.authorization === 'Bearer key-of-the-test';
      response.writeHead(right ? 200 : 401, { 'content-type': 'application/json' });
      response.end('{"agents":[],"total":0}');
    });
    upstream.listen(0, '127.0.0.1');
    await once(upstream, 'listening');
    const address = upstream.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const env = { DATABASE_URL: url, THINNESTAI_BASE_URL: `http://127.0.0.1:${port}` };

    const right = await doctor({ ...env, THINNESTAI_API_KEY: 'key-of-the-test' });
    expect(right.of('thinnestAI')).toMatchObject([{ state: 'ok' }]);
    const wrong = await doctor({ ...env, THINNESTAI_API_KEY: 'another-key' });
    expect([wrong.code, wrong.of('thinnestAI')[0]?.state]).toEqual([1, 'fail']);
    upstream.close();
    const gone = await doctor({ ...env, THINNESTAI_API_KEY: 'key-of-the-test' });
    expect([gone.code, gone.of('thinnestAI')[0]?.state]).toEqual([1, 'fail']);
    expect(asked).toEqual(Array(2).fill('GET /v2/agents?limit=1'));
    for (const { out } of [right, wrong, gone])
      expect(out).not.toMatch(/key-of-the-test|another-key/);
  });
});
