/**
 * The measurements of `bench/`, each by its name: `npm run bench -- stream`. Without a
 * name a short version of all of them. What begins with `--` goes to each: `--json`,
 * `--short`, `--reps N`, `--prof` (stream). Builds the application when it has changed.
 */

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { childEnv, ensureBuilt, ensureInstalled, ROOT, refuse } from './prepare.mjs';

/** In this order; `soak` takes its own time and is a command of its own. */
const ALL = ['database', 'stream', 'burst', 'memory', 'load', 'dashboard'];

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
const short = names.length === 0 ? ['--short'] : [];
for (const name of names.length === 0 ? ALL : names) {
  const { status } = spawnSync('tsx', [join('bench', `${name}.ts`), ...short, ...flags], {
    cwd: ROOT,
    env: childEnv(),
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
