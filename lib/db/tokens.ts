/**
 * Personal API tokens: `gsm_` and 240 random bits, shown once; only the SHA-256
 * is kept, so a copy of the database holds no token that works (A10).
 */

import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNull, or } from 'drizzle-orm';
import { newId } from '@/lib/contract/ids';
import { log } from '@/lib/log';
import { db } from './client';
import { tokens, users } from './schema/people';
import { type Person, personColumns } from './users';

const SECRET_BYTES = 30;
const TOKEN = /^gsm_[A-Za-z0-9_-]{32,100}$/;
/** `lastUsedAt` is exact to a minute, so that a busy client does not write with each call. */
const TOUCH_INTERVAL_MS = 60_000;

/** A token as its owner sees it afterwards. Times are Unix milliseconds. */
export interface TokenSummary {
  id: string;
  name: string;
  scope: TokenScope;
  createdAt: number;
  lastUsedAt: number | null;
  /** Null: until it is revoked. An expired one is still listed. */
  expiresAt: number | null;
}

/** What a token may do: everything its person may, or only read. */
export type TokenScope = 'all' | 'read';

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** Makes a token. The only time that `token` is seen. */
export async function createToken(
  userId: string,
  name: string,
  options: { scope?: TokenScope; expiresAt?: number | null; now?: number } = {},
): Promise<{ id: string; name: string; token: string }> {
  const { scope = 'all', expiresAt = null, now = Date.now() } = options;
  const token = `gsm_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const id = newId();
  await db()
    .insert(tokens)
    .values({ id, userId, name, hash: hashToken(token), scope, createdAt: now, expiresAt });
  return { id, name, token };
}

/**
 * Whose token it is and what it may do; null when it is unknown, revoked or expired,
 * or its owner may not enter now.
 */
export async function findTokenOwner(
  token: string,
  now = Date.now(),
): Promise<{ person: Person; name: string; scope: TokenScope } | null> {
  if (!TOKEN.test(token)) return null;
  const [row] = await db()
    .select({
      person: personColumns,
      id: tokens.id,
      name: tokens.name,
      scope: tokens.scope,
      lastUsedAt: tokens.lastUsedAt,
    })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.userId))
    .where(
      and(
        eq(tokens.hash, hashToken(token)),
        isNull(tokens.revokedAt),
        or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)),
        eq(users.status, 'active'),
      ),
    );
  if (!row) return null;
  // Not waited for: under another process's lock, reading would have to wait too.
  if ((row.lastUsedAt ?? 0) < now - TOUCH_INTERVAL_MS) void touchToken(row.id, now);
  return { person: row.person, name: row.name, scope: row.scope };
}

async function touchToken(id: string, now: number): Promise<void> {
  try {
    await db().update(tokens).set({ lastUsedAt: now }).where(eq(tokens.id, id));
  } catch (error) {
    // A full or read-only disk must not turn a valid token away from reading.
    log.warn('token_touch_failed', { error });
  }
}

/** A person's tokens that are not revoked, newest first. */
export async function listTokens(userId: string): Promise<TokenSummary[]> {
  return await db()
    .select({
      id: tokens.id,
      name: tokens.name,
      scope: tokens.scope,
      createdAt: tokens.createdAt,
      lastUsedAt: tokens.lastUsedAt,
      expiresAt: tokens.expiresAt,
    })
    .from(tokens)
    .where(and(eq(tokens.userId, userId), isNull(tokens.revokedAt)))
    .orderBy(desc(tokens.createdAt));
}

/** Ends one of a person's tokens. False when there is none such of theirs. */
export async function revokeToken(userId: string, id: string, now = Date.now()): Promise<boolean> {
  const revoked = await db()
    .update(tokens)
    .set({ revokedAt: now })
    .where(and(eq(tokens.id, id), eq(tokens.userId, userId), isNull(tokens.revokedAt)))
    .returning({ id: tokens.id });
  return revoked.length === 1;
}
