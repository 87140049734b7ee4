/** What a server process holds, seen from outside and through the probe that is loaded into it. */

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { untilTrue } from './database';
import type { FaultServer } from './server';

/** The variable that loads the probe into a server. */
export const PROBE_ENV = { NODE_OPTIONS: `--import ${join(import.meta.dirname, 'probe.mjs')}` };

const probeSchema = z.object({
  probe: z.object({
    /** After a collection: what is really held. */
    heapBytes: z.number(),
    rssBytes: z.number(),
    /** Sockets, timers and the like that keep the loop busy, by kind. */
    resources: z.record(z.string(), z.number()),
    listeners: z.number(),
  }),
});

type Probe = z.infer<typeof probeSchema>;

/** One measurement. */
export type Holdings = Probe['probe'] & { fileDescriptors: number; walBytes: number };

/** Asks a server that was started with {@link PROBE_ENV}. */
export async function measure(server: FaultServer): Promise<Holdings> {
  const probes = () => server.output().match(/^\{"probe":.*\}$/gm) ?? [];
  const before = probes().length;
  server.signal('SIGUSR2');
  await untilTrue(() => probes().length > before, 'the probe');
  const { probe } = probeSchema.parse(JSON.parse(probes().at(-1) ?? ''));
  return {
    ...probe,
    fileDescriptors: readdirSync(`/proc/${server.pid}/fd`).length,
    walBytes: statSync(`${server.database}-wal`, { throwIfNoEntry: false })?.size ?? 0,
  };
}
