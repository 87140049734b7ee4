/** Runs every measurement of `bench/`, or those named: `npm run bench -- fold`. Each prints its own figures. */

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { childEnv, ROOT } from './prepare.mjs';

const wanted = process.argv.slice(2);
const files = readdirSync(join(ROOT, 'bench'))
  .filter((name) => /\.(ts|mjs)$/.test(name) && name !== 'soak.ts')
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));

for (const name of files) {
  console.log(`\n${name}`);
  const { status } = spawnSync('tsx', [join('bench', name)], {
    cwd: ROOT,
    env: childEnv(),
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
