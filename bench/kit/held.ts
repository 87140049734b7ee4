/** What a server holds after a collection, asked through the probe that is loaded into it. */

import type { ChildProcess } from 'node:child_process';

/** Bytes: heap and buffers outside of it after a collection, and resident memory. */
export interface Held {
  held: number;
  rss: number;
}

/** Asks a process that was started with `PROBE_ENV`. */
export function probeOf(server: ChildProcess): Promise<Held> {
  return new Promise((resolve) => {
    let printed = '';
    const listen = (chunk: Buffer | string) => {
      printed += String(chunk);
      const [, held, rss] = /"heapBytes":(\d+),"rssBytes":(\d+)/.exec(printed) ?? [];
      if (!held || !rss) return;
      server.stderr?.off('data', listen);
      resolve({ held: Number(held), rss: Number(rss) });
    };
    server.stderr?.on('data', listen);
    server.kill('SIGUSR2');
  });
}
