/** The reference: a Next.js application with a raw pipe and the AI SDK's stream, built when it has changed. */

import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, 'bench', 'reference');
const STAMP = join(FOLDER, '.next', 'source-hash');
const NEXT = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
const START_TIMEOUT_MS = 30_000;

function sourceHash(): string {
  const hash = createHash('sha256');
  const files = globSync('{app/**/*.ts,next.config.mjs}', { cwd: FOLDER }).toSorted();
  for (const file of [
    ...files.map((name) => join(FOLDER, name)),
    join(ROOT, 'package-lock.json'),
  ]) {
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

async function ensureBuilt(): Promise<void> {
  const hash = sourceHash();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  const build = spawn(process.execPath, [NEXT, 'build', '--webpack', FOLDER], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [build.stdout, build.stderr]) {
    stream.on('data', (text) => {
      output += text;
    });
  }
  const [code] = await once(build, 'exit');
  if (code !== 0) throw new Error(`The reference was not built:\n${output}`);
  writeFileSync(STAMP, hash);
}

/** Builds it if need be and starts it in front of an upstream. */
export async function startReference(
  upstreamUrl: string,
  env: Record<string, string> = {},
): Promise<{
  url: string;
  process: ChildProcess;
  stop(): Promise<void>;
}> {
  await ensureBuilt();
  const port = await freePort();
  const child = spawn(process.execPath, [NEXT, 'start', FOLDER, '--port', `${port}`], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      UPSTREAM_URL: upstreamUrl,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.resume();
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_TIMEOUT_MS;
  // No page answers there; that it answers is enough.
  while (
    !(await fetch(url).then(
      () => true,
      () => false,
    ))
  ) {
    if (Date.now() > deadline || child.exitCode !== null) {
      throw new Error('The reference did not get ready.');
    }
    await wait(50);
  }
  return {
    url,
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
