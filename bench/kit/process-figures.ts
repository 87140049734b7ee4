/** What the system says of a process. Linux, as it stands in `/proc`. */

import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of processor time of all its threads so far. */
export function cpuMs(pid: number): number {
  let ns = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    ns += Number(read(`/proc/${pid}/task/${task}/schedstat`).split(' ')[0] ?? 0);
  }
  return ns / 1e6;
}

/** A thread may end between listing and reading it. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
