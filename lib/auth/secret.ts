/**
 * The secret that cookies are encrypted with: from the environment, or made once
 * and kept beside the database's file, readable by its owner only.
 */

import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { env } from '@/lib/env';

const MIN_LENGTH = 32;
let known: string | undefined;

/** The secret. Throws a sentence that says what to do when there is none and none can be kept. */
export function authSecret(): string {
  known ??= env.AUTH_SECRET ?? keptSecret(`${databasePath(env.DATABASE_URL)}.secret`);
  return known;
}

/**
 * The secret in a file, made if it is not there. It appears whole and only once:
 * written aside, then linked to its name, which fails where another process was first.
 */
export function keptSecret(path: string): string {
  const found = readSecret(path);
  if (found !== null) return found;
  mkdirSync(dirname(path), { recursive: true });
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(aside, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(aside, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) {
      throw new Error(`Cannot keep a secret in ${path}. Set AUTH_SECRET.`, { cause: error });
    }
  } finally {
    unlinkSync(aside);
  }
  const made = readSecret(path);
  if (made === null) throw new Error(`Cannot read the secret in ${path}. Set AUTH_SECRET.`);
  return made;
}

function readSecret(path: string): string | null {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    if (secret.length >= MIN_LENGTH) return secret;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw new Error(`Cannot read the secret in ${path}. Set AUTH_SECRET.`, { cause: error });
  }
  throw new Error(`The secret in ${path} is damaged. Delete the file; everybody signs in again.`);
}

/**
 * Makes or reads the secret at the start, so that one that cannot be used is said then and
 * does not pass for people who are not signed in. False where it cannot be kept: the disk is
 * full or read-only, and only who signs in needs it.
 */
export function prepareSecret(read: () => string = authSecret): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (['EROFS', 'EACCES', 'EPERM', 'ENOSPC'].some((code) => hasCode(error, code))) return false;
    throw error;
  }
}

function databasePath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? url;
  return path.startsWith('file://') ? fileURLToPath(path) : path.slice('file:'.length);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
