/**
 * The keys of those who answer: from the environment, or from the file that
 * `…_KEY_FILE` names. A file is looked at again when a run begins, so that a key is
 * rotated without a restart. A key goes from here to the request that needs it.
 */

import { readFileSync, statSync } from 'node:fs';
import { env } from '@/lib/env';

/** Whose key, and the variable that holds it. */
export const KEY_VARIABLES = {
  thinnest: 'THINNESTAI_API_KEY',
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
} as const;
export type KeyHolder = keyof typeof KEY_VARIABLES;

/** A file is looked at this often at most: a rotation counts within two seconds. */
const LOOK_MS = 1_000;

interface KeyFile {
  lookedAt: number;
  /** Tells one content from another without reading it. */
  stamp: string;
  key: string | undefined;
}

const files = new Map<string, KeyFile>();
/** Every key a file ever held, so that an old one stays out of the log, too. */
const seen = new Set<string>();

/** The key in force; undefined where none is set, or its file cannot be read. */
export function providerKey(holder: KeyHolder, now = performance.now()): string | undefined {
  const variable = KEY_VARIABLES[holder];
  const path = env[`${variable}_FILE`];
  return path === undefined ? env[variable] : keyInFile(path, now);
}

/** Every key that a file held since the process began. For the log, which masks them. */
export function keysFromFiles(): Iterable<string> {
  return seen;
}

/** The first line of a file, as it is now. */
export function keyInFile(path: string, now: number): string | undefined {
  const known = files.get(path);
  if (known && now - known.lookedAt < LOOK_MS) return known.key;
  const stamp = stampOf(path);
  const same = known !== undefined && known.stamp === stamp;
  const key = same ? known.key : readKey(path);
  if (key !== undefined) seen.add(key);
  files.set(path, { lookedAt: now, stamp, key });
  return key;
}

function stampOf(path: string): string {
  const facts = statSync(/* turbopackIgnore: true */ path, { throwIfNoEntry: false });
  return facts ? `${facts.ino} ${facts.mtimeMs} ${facts.size}` : '';
}

function readKey(path: string): string | undefined {
  try {
    const [line = ''] = readFileSync(/* turbopackIgnore: true */ path, 'utf8').split('\n');
    return line.trim() || undefined;
  } catch {
    return undefined; // Not there or not ours to read: the key counts as not set, and pages say so.
  }
}
