/**
 * From `npm start` to the first healthy answer, when everything is installed, built and
 * migrated already; beside the same server without npm and our script round it.
 * Run: npm run bench -- start [--short] [--json] [--reps N]
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, startApp } from '@/e2e/app';
import { medianOf } from './kit/figures';
import { readOptions } from './kit/options';
import { tell } from './kit/report';

const ROOT = join(import.meta.dirname, '..');
const TARGET_S = 3;
const PATIENCE_MS = 60_000;

const options = readOptions();
const reps = options.reps || (options.short ? 3 : 7);
const folder = mkdtempSync(join(tmpdir(), 'gossamer-start-'));

/** Seconds from the command to an answer of `/api/health` with 200. */
async function npmStart(): Promise<number> {
  const port = await freePort();
  const from = performance.now();
  const npm = spawn('npm', ['start'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: `${port}`,
      APP_URL: `http://localhost:${port}`,
      DATABASE_URL: `file:${join(folder, 'gossamer.db')}`,
    },
    stdio: 'ignore',
    detached: true,
  });
  const gone = once(npm, 'exit');
  try {
    while (!(await isHealthy(port))) {
      if (npm.exitCode !== null || performance.now() - from > PATIENCE_MS) {
        throw new Error('npm start did not get ready.');
      }
      await wait(20);
    }
    return (performance.now() - from) / 1000;
  } finally {
    if (npm.pid !== undefined) process.kill(-npm.pid, 'SIGTERM');
    await gone;
    while (await isHealthy(port)) await wait(50);
  }
}

async function serverStart(): Promise<number> {
  const from = performance.now();
  const app = await startApp({ folder });
  const seconds = (performance.now() - from) / 1000;
  await app.stop();
  return seconds;
}

function isHealthy(port: number): Promise<boolean> {
  return fetch(`http://localhost:${port}/api/health`).then(
    (response) => response.ok,
    () => false, // Not listening yet, or no more.
  );
}

try {
  const first = await npmStart(); // Makes the database.
  const turns: { npm: number; server: number }[] = [];
  for (let i = 0; i < reps; i += 1) {
    turns.push({ npm: await npmStart(), server: await serverStart() });
  }
  const npm = medianOf(turns, (one) => one.npm);
  const server = medianOf(turns, (one) => one.server);
  tell(
    {
      name: 'start',
      how: 'from the command to the first healthy answer, built and migrated already',
      repetitions: reps,
      columns: ['', 'seconds', '× server alone'],
      rows: [
        ['npm start', npm, npm / server],
        ['the server alone', server, 1],
        ['npm start on a new database, once', first, first / server],
      ],
      verdicts: [
        { what: 'npm start to healthy', value: npm, unit: ' s', target: TARGET_S, better: 'lower' },
      ],
    },
    options.json,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
