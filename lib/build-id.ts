/** Which build this server serves, so that a page of an older one can say so. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let known: string | undefined;

/** The build's id, which Next.js writes beside it; empty where there is none (development). */
export function buildId(): string {
  known ??= read();
  return known;
}

function read(): string {
  try {
    return readFileSync(join(process.cwd(), '.next', 'BUILD_ID'), 'utf8').trim();
  } catch {
    return ''; // No production build: nothing to compare with.
  }
}
