/** This process, as the system page lists it. */

import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { newId } from '@/lib/contract/ids';
import type { Instance } from '@/lib/db/upkeep';
import { env } from '@/lib/env';

const packageSchema = z.object({ version: z.string() });

/** The version of `package.json`; empty where it was not shipped. */
export function version(): string {
  const text = read('package.json');
  return text === null ? '' : packageSchema.parse(JSON.parse(text)).version;
}

/** The commit this was built from: as the environment says, or as a checkout shows; null if unknown. */
export function commit(): string | null {
  if (env.GIT_COMMIT) return env.GIT_COMMIT;
  const head = read('.git/HEAD')?.trim() ?? '';
  const found = head.startsWith('ref: ') ? read(join('.git', head.slice(5)))?.trim() : head;
  return found && /^[0-9a-f]{40,64}$/.test(found) ? found : null;
}

/** Version and commit as semantic versioning writes them: `1.2.3+0a1b2c3`. */
function built(): string {
  const made = commit();
  return made === null ? version() : `${version()}+${made.slice(0, 7)}`;
}

/** This process, with a name of its own. */
export function thisInstance(): Omit<Instance, 'seenAt'> {
  return {
    id: newId(),
    host: hostname(),
    pid: process.pid,
    version: built(),
    startedAt: Math.round(Date.now() - process.uptime() * 1000),
  };
}

/** The bundler must not take a path made here for the whole folder, and watch and ship it. */
function read(path: string): string | null {
  try {
    return readFileSync(join(/* turbopackIgnore: true */ process.cwd(), path), 'utf8');
  } catch {
    return null; // Not shipped with this build: whoever asks says that it is unknown.
  }
}
