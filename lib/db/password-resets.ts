/**
 * Links that set a new password once. Only the SHA-256 of the code is kept, a new
 * link takes the place of an older one, and nobody who may not enter can use one.
 */

import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '@/lib/contract/errors';
import { newId } from '@/lib/contract/ids';
import { auditIfChanged, type By } from './audit';
import { sqlClient } from './client';
import { findUser, type Person } from './users';

const CODE_BYTES = 24;
const TTL_MS = 86_400_000;

const hashCode = (code: string) => createHash('sha256').update(code).digest('hex');

const USABLE = `r.hash = :hash AND r.used_at IS NULL AND r.expires_at > :now
  AND EXISTS (SELECT 1 FROM users u WHERE u.id = r.user_id AND u.status = 'active')`;

/**
 * Makes a link for an active person. `code` (192 bits) goes into `/reset/<code>` and
 * is seen only now. Throws `not_found`, and `conflict` for somebody who may not enter.
 */
export async function createPasswordReset(
  userId: string,
  by: By,
  now = Date.now(),
): Promise<{ code: string; expiresAt: number }> {
  const person = await findUser(userId);
  if (!person) throw new AppError('not_found');
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const expiresAt = now + TTL_MS;
  const results = await sqlClient().batch(
    [
      { sql: 'DELETE FROM password_resets WHERE user_id = ?', args: [userId] },
      {
        sql: `INSERT INTO password_resets (id, hash, user_id, created_at, expires_at)
          SELECT ?, ?, id, ?, ? FROM users WHERE id = ? AND status = 'active'`,
        args: [newId(), hashCode(code), now, expiresAt, userId],
      },
      auditIfChanged({
        ...by,
        action: 'person.reset_link',
        subjectId: userId,
        subject: person.email,
        after: { expiresAt },
        now,
      }),
    ],
    'write',
  );
  if (results[1]?.rowsAffected !== 1) {
    throw new AppError('conflict', { message: 'This person may not enter now.' });
  }
  return { code, expiresAt };
}

/** Whose password a link sets; null when it cannot be used (any more). */
export async function findPasswordReset(
  code: string,
  now = Date.now(),
): Promise<{ email: string } | null> {
  const { rows } = await sqlClient().execute({
    sql: `SELECT u.email FROM password_resets r JOIN users u ON u.id = r.user_id WHERE ${USABLE}`,
    args: { hash: hashCode(code), now },
  });
  const email = rows[0]?.email;
  return typeof email === 'string' ? { email } : null;
}

/**
 * Sets the password, uses the link up and ends every sign-in, all or nothing. Of
 * any number of tries at once one succeeds. Null when the link cannot be used.
 */
export async function redeemPasswordReset(
  code: string,
  passwordHash: string,
  now = Date.now(),
): Promise<Person | null> {
  const args = { hash: hashCode(code), now };
  const whose = `SELECT r.user_id FROM password_resets r WHERE ${USABLE}`;
  const [updated] = await sqlClient().batch(
    [
      {
        sql: `UPDATE users SET password_hash = :passwordHash WHERE id IN (${whose}) RETURNING id`,
        args: { ...args, passwordHash },
      },
      {
        sql: `UPDATE logins SET revoked_at = :now WHERE user_id IN (${whose}) AND revoked_at IS NULL`,
        args,
      },
      { sql: `UPDATE password_resets AS r SET used_at = :now WHERE ${USABLE}`, args },
    ],
    'write',
  );
  const id = updated?.rows[0]?.id;
  return typeof id === 'string' ? await findUser(id) : null;
}
