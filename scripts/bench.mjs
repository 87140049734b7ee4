/**
 * The measurements of `bench/`, each by its name: `npm run bench -- stream`. Without a
 * name a short version of all of them. What begins with `--` goes to each: `--json`,
 * `--short`, `--reps N`, `--prof` (stream). Builds the application when it has changed.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnv, ensureBuilt, ensureInstalled, ROOT, refuse } from './prepare.mjs';

/** In this order; `soak` takes its own time and is a command of its own. */
const ALL = [
  'database',
  'stream',
  'burst',
  'memory',
  'load',
  'history',
  'search',
  'dashboard',
  'browser',
  'start',
];

const given = process.argv.slice(2);
const from = given.findIndex((word) => word.startsWith('--'));
const names = from < 0 ? given : given.slice(0, from);
const flags = from < 0 ? [] : given.slice(from);

const known = readdirSync(join(ROOT, 'bench')).filter((name) => name.endsWith('.ts'));
for (const name of names) {
  if (!known.includes(`${name}.ts`)) refuse(`There is no ${name}. There are: ${ALL.join(', ')}.`);
}

await ensureInstalled();
await ensureBuilt();
// What takes long to make is made once for all that want it.
const data = process.env.BENCH_DATA ?? mkdtempSync(join(tmpdir(), 'gossamer-bench-data-'));
const short = names.length === 0 ? ['--short'] : [];
for (const name of names.length === 0 ? ALL : names) {
  const { status } = spawnSync('tsx', [join('bench', `${name}.ts`), ...short, ...flags], {
    cwd: ROOT,
    env: childEnv({ BENCH_DATA: data }),
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
if (process.env.BENCH_DATA === undefined) rmSync(data, { recursive: true, force: true });
