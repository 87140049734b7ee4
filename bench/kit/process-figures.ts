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

/** Milliseconds that its main thread was ready to run and had to wait for a processor, so far. */
export function waitedMs(pid: number): number {
  return Number(read(`/proc/${pid}/schedstat`).split(' ')[1] ?? 0) / 1e6;
}

/** Resident memory in bytes: now, and the most there was. */
export function memoryOf(pid: number): { rss: number; peak: number } {
  const status = read(`/proc/${pid}/status`);
  const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return { rss: kib('VmRSS') * 1024, peak: kib('VmHWM') * 1024 };
}

/** Bytes that it has caused to be written to disk so far, files it deleted before included. */
export function bytesWritten(pid: number): number {
  return Number(/^write_bytes: (\d+)/m.exec(read(`/proc/${pid}/io`))?.[1] ?? 0);
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
