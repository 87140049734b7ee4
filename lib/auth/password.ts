/**
 * Passwords: argon2id, kept as PHC strings. What a check costs does not depend on
 * whether the address or the password is known.
 */

import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '@/lib/contract/errors';

/** Cost of a hash. `memory` in KiB. About 40 ms of one core. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** Two of the four threads Node does such work on, so that files are still read meanwhile. */
const MAX_AT_ONCE = 2;
/** Beyond this the answer is `busy` rather than a wait of more than some seconds. */
const MAX_WAITING = 200;

export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 1000;

interface Phc {
  cost: { memory: number; passes: number; parallelism: number };
  salt: Buffer;
  tag: Buffer;
}

/** The PHC string of a password, with a new salt. Throws `busy` when too many wait. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive(password, { cost: COST, salt, tag: Buffer.alloc(TAG_BYTES) });
  const { memory, passes, parallelism } = COST;
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

/**
 * Whether the password is the one that was hashed. With `null` (nobody of that
 * address, or no password set) it costs the same and is false.
 */
export async function verifyPassword(password: string, phc: string | null): Promise<boolean> {
  const expected = (phc === null ? null : parsePhc(phc)) ?? DUMMY;
  const tag = await derive(password, expected);
  return timingSafeEqual(tag, expected.tag) && expected !== DUMMY;
}

/** Whether a hash was made with another cost than today's. */
export function needsRehash(phc: string): boolean {
  const cost = parsePhc(phc)?.cost;
  return (
    cost?.memory !== COST.memory ||
    cost.passes !== COST.passes ||
    cost.parallelism !== COST.parallelism
  );
}

const DUMMY: Phc = { cost: COST, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) };

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

function parsePhc(phc: string): Phc | null {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(phc) ?? [];
  if (!salt || !tag) return null;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, { cost, salt, tag }: Phc): Promise<Buffer> {
  await enter();
  try {
    return await new Promise((resolve, reject) => {
      const message = password.normalize('NFKC');
      const parameters = { message, nonce: salt, tagLength: tag.length, ...cost };
      argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)));
    });
  } finally {
    leave();
  }
}

async function enter(): Promise<void> {
  if (running < MAX_AT_ONCE) {
    running += 1;
    return;
  }
  if (waiting.length >= MAX_WAITING) throw new AppError('busy', { retryAfterSeconds: 5 });
  await new Promise<void>((resolve) => waiting.push(resolve));
}

/** Hands the place to the one who waits longest. */
function leave(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}
