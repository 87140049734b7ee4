/**
 * What admins change about people. Each change is one batch with its audit entry.
 * The last active admin can neither be demoted nor disabled nor removed: that
 * condition stands in the statement itself, so that two admins who demote each
 * other at the same moment leave one (M01).
 */

import type { InStatement } from '@libsql/client';
import { type AuditEntry, auditIfChanged, BY_SERVER, type By } from './audit';
import { sqlClient } from './client';
import { findUser, type Person, type Role, refusedChange, type UserStatus } from './users';

/** True unless the row is the only active admin. */
const ANOTHER_ADMIN = `(role <> 'admin' OR status <> 'active' OR EXISTS
  (SELECT 1 FROM users o WHERE o.role = 'admin' AND o.status = 'active' AND o.id <> users.id))`;

/** What an anonymised person's address becomes: no address can be spelt like it. */
const REMOVED = "'removed:' || id";

/** What was counted against their limits of a minute and is deleted. */
const COUNTED = "rate_windows WHERE key >= 'gone:' || :id || ':' AND key < 'gone:' || :id || ';'";

const EVENTS = `DELETE FROM events
  WHERE n > (SELECT min(log_start) FROM runs WHERE user_id = :id) AND run IN (SELECT n FROM runs WHERE user_id = :id)
  AND EXISTS (SELECT 1 FROM users WHERE id = :id AND ${ANOTHER_ADMIN})`;

/** Changes a role, from the person's next request on. `conflict` for the last admin. */
export async function setUserRole(id: string, role: Role, by: By = BY_SERVER): Promise<Person> {
  const before = await existing(id);
  if (before.role === role) return before;
  const allowed = role === 'admin' ? '1' : ANOTHER_ADMIN;
  await change(before, by, {
    first: [
      {
        sql: `UPDATE users SET role = :role WHERE id = :id AND ${allowed}`,
        args: { id, role },
      },
    ],
    entry: { action: 'person.role', before: { role: before.role }, after: { role } },
  });
  return existing(id);
}

/**
 * Changes whether a person may enter, from their next request on. Disabling ends
 * their sign-ins and tokens for good, so that enabling again does not revive them,
 * and asks for their running answers to be stopped.
 */
export async function setUserStatus(
  id: string,
  status: UserStatus,
  options: By & { now?: number } = BY_SERVER,
): Promise<Person> {
  const { now = Date.now(), ...by } = options;
  const before = await existing(id);
  if (before.status === status) return before;
  const allowed = status === 'active' ? '1' : ANOTHER_ADMIN;
  const shut = "EXISTS (SELECT 1 FROM users WHERE id = :id AND status = 'disabled')";
  const ending = (sql: string): InStatement => ({ sql: `${sql} AND ${shut}`, args: { id, now } });
  await change(before, by, {
    first: [
      {
        sql: `UPDATE users SET status = :status WHERE id = :id AND ${allowed}`,
        args: { id, status },
      },
    ],
    entry: {
      action: statusAction(before.status, status),
      before: { status: before.status },
      after: { status },
    },
    follow: [
      ending('UPDATE logins SET revoked_at = :now WHERE user_id = :id AND revoked_at IS NULL'),
      ending('UPDATE tokens SET revoked_at = :now WHERE user_id = :id AND revoked_at IS NULL'),
      ending(`UPDATE runs SET stop_requested_at = :now
        WHERE user_id = :id AND status = 'running' AND stop_requested_at IS NULL`),
    ],
  });
  return existing(id);
}

function statusAction(from: UserStatus, to: UserStatus): string {
  if (to === 'disabled') return 'person.disable';
  if (to === 'pending') return 'person.suspend';
  return from === 'pending' ? 'person.approve' : 'person.enable';
}

/** Ends all sign-ins of a person. Their tokens stay. */
export async function endSignIns(id: string, by: By, now = Date.now()): Promise<void> {
  await change(await existing(id), by, {
    first: [
      {
        sql: 'UPDATE logins SET revoked_at = :now WHERE user_id = :id AND revoked_at IS NULL',
        args: { id, now },
      },
    ],
    entry: { action: 'person.sign_out' },
    mayChangeNothing: true,
  });
}

/**
 * Deletes a person with everything that is theirs, what they used included. Someone
 * who waits for approval is declined in this way. `conflict` for the last admin.
 */
export async function deleteUser(id: string, by: By = BY_SERVER): Promise<void> {
  const before = await existing(id);
  await change(before, by, {
    first: [
      { sql: EVENTS, args: { id } },
      { sql: `DELETE FROM users WHERE id = :id AND ${ANOTHER_ADMIN}`, args: { id } },
    ],
    entry: {
      action: before.status === 'pending' ? 'person.decline' : 'person.delete',
      before: facts(before),
    },
    follow: [
      ...["budgets WHERE scope = 'person' AND subject_id = :id", COUNTED].map((rows) => ({
        sql: `DELETE FROM ${rows} AND NOT EXISTS (SELECT 1 FROM users WHERE id = :id)`,
        args: { id },
      })),
    ],
  });
}

/** What belongs to a person and goes when they are anonymised, but for what they used. */
const THEIRS = [
  'sessions WHERE user_id',
  'logins WHERE user_id',
  'tokens WHERE user_id',
  'accounts WHERE user_id',
  'tags WHERE user_id',
  'password_resets WHERE user_id',
  'group_members WHERE user_id',
  'agent_people WHERE user_id',
  "budgets WHERE scope = 'person' AND subject_id",
];

/**
 * Removes who a person was and all they wrote; only what they used stays, under
 * nobody's name, so that past figures still add up. `conflict` for the last admin.
 */
export async function anonymiseUser(id: string, by: By): Promise<void> {
  const before = await existing(id);
  await change(before, by, {
    first: [
      { sql: EVENTS, args: { id } },
      {
        sql: `UPDATE users SET email = ${REMOVED}, name = '', password_hash = NULL, role = 'user',
            status = 'disabled', preferences = '{}'
          WHERE id = :id AND ${ANOTHER_ADMIN}`,
        args: { id },
      },
    ],
    entry: { action: 'person.anonymise', before: facts(before) },
    follow: THEIRS.map((rows) => ({
      sql: `DELETE FROM ${rows} = :id
        AND EXISTS (SELECT 1 FROM users WHERE id = :id AND email = ${REMOVED})`,
      args: { id },
    })),
  });
}

/** What the log says of a person who goes. */
function facts({ role, status }: Person) {
  return { role, status };
}

/** A change as a batch: `first` ends with the guarded statement, the entry is noted if it held. */
interface Change {
  first: InStatement[];
  entry: Pick<AuditEntry, 'action' | 'before' | 'after'>;
  follow?: InStatement[];
  mayChangeNothing?: boolean;
}

async function change(person: Person, by: By, parts: Change): Promise<void> {
  const { first, entry, follow = [], mayChangeNothing = false } = parts;
  const noted = auditIfChanged({ ...by, ...entry, subjectId: person.id, subject: person.email });
  const results = await sqlClient().batch([...first, noted, ...follow], 'write');
  const changed = results[first.length - 1]?.rowsAffected ?? 0;
  if (changed === 0 && !mayChangeNothing) throw await refusedChange(person.id);
}

/** The person, unless anonymised. Throws `not_found`. */
async function existing(id: string): Promise<Person> {
  const person = await findUser(id);
  if (person && !person.email.startsWith('removed:')) return person;
  throw await refusedChange('');
}
