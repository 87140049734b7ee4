/**
 * The JavaScript a browser loads before a conversation can be used: every chunk
 * that the page's HTML names, each gzipped, from the record the build keeps.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT, refuse } from './prepare.mjs';

const ROUTE = '/c/[sessionId]';
const LIMIT_KB = 230;

const stats = JSON.parse(
  readFileSync(join(ROOT, '.next', 'diagnostics', 'route-bundle-stats.json'), 'utf8'),
);
const page = stats.find(({ route }) => route === ROUTE);
if (!page) refuse(`The build has no page ${ROUTE}.`);

const bytes = page.firstLoadChunkPaths
  .map((chunk) => gzipSync(readFileSync(join(ROOT, chunk))).length)
  .reduce((sum, length) => sum + length, 0);
const kb = Math.round(bytes / 100) / 10;
console.log(`First-load JavaScript of ${ROUTE}: ${kb} kB gzipped (at most ${LIMIT_KB})`);
if (kb > LIMIT_KB) process.exit(1);
