/**
 * Whether `drizzle/` says what `lib/db/schema/` says: the migrations fit each
 * other, and generating once more into a copy adds nothing.
 */

import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findNode, ROOT, refuse, run } from './prepare.mjs';

const kit = join(ROOT, 'node_modules', 'drizzle-kit', 'bin.cjs');

async function drizzle(...args) {
  const { code, output } = await run(findNode(), [kit, ...args], { timeoutMs: 60_000 });
  if (code !== 0) refuse(output);
}

const copy = mkdtempSync(join(ROOT, 'node_modules', '.migrations-'));
process.on('exit', () => rmSync(copy, { recursive: true }));
cpSync(join(ROOT, 'drizzle'), copy, { recursive: true });
const before = readdirSync(copy).length;
const out = `--out=./${relative(ROOT, copy)}`;

await drizzle('check', '--dialect=sqlite', out);
await drizzle(
  'generate',
  '--dialect=sqlite',
  '--casing=snake_case',
  '--schema=./lib/db/schema/*.ts',
  out,
);
if (readdirSync(copy).length !== before) {
  refuse('The schema has changed since the last migration. Run: npm run db:generate');
}
