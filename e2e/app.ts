/**
 * The production server as a child process, on a port and a database of its own.
 * For the browser tests and for whatever wants to kill one.
 */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { envSchema } from '@/lib/env';

const ROOT = join(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules', '.bin');
const START_TIMEOUT_MS = 30_000;

type Variables = Record<string, string>;

export interface App {
  /** `http://localhost:PORT`, without a slash at the end. */
  url: string;
  /** Holds the database; goes with `stop()` unless it was given. */
  folder: string;
  process: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** `admin('user', 'create', '--email', …)`: the command line beside it; resolves to its JSON. */
  admin(...args: string[]): Promise<unknown>;
  stop(): Promise<void>;
}

export interface AppOptions {
  /** Over the defaults; nothing of the machine's own settings reaches the server. */
  env?: Variables;
  /** To start again on the same database or address. */
  folder?: string;
  port?: number;
}

/** Starts the built server and resolves when `/api/health` answers 200. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const port = options.port ?? (await freePort());
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'gossamer-')));
  const url = `http://localhost:${port}`;
  const env = settings({ PORT: String(port), APP_URL: url, ...options.env }, folder);
  const next = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
  const child = spawn(process.execPath, [next, 'start', '--port', String(port)], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  await ready(url, child, () => output);
  return {
    url,
    folder,
    process: child,
    output: () => output,
    admin: (...args) => runAdmin(args, env),
    stop: async () => {
      await end(child);
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Every variable of ours is set, empty where it has no value, so that no `.env` file adds one. */
function settings(given: Variables, folder: string): NodeJS.ProcessEnv {
  const ours = Object.fromEntries(Object.keys(envSchema.shape).map((name) => [name, '']));
  return {
    ...ours,
    PATH: `${BIN}${delimiter}${process.env.PATH}`,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: `file:${join(folder, 'gossamer.db')}`,
    ...given,
  };
}

async function ready(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const ok = await fetch(`${url}/api/health`).then(
      (response) => response.ok,
      () => false, // Not listening yet.
    );
    if (ok) return;
    await wait(50);
  }
  await end(child);
  throw new Error(`The server did not get ready:\n${output()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await exited;
  clearTimeout(kill);
}

async function runAdmin(args: string[], env: NodeJS.ProcessEnv): Promise<unknown> {
  const script = join('scripts', 'admin.ts');
  const { stdout } = await promisify(execFile)(join(BIN, 'tsx'), [script, ...args, '--json'], {
    cwd: ROOT,
    env,
  });
  return JSON.parse(stdout);
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
