/**
 * The audit log: what admins did, in rows that triggers keep from being changed.
 * Secrets are masked here, whatever a caller passes.
 */

import type { InStatement } from '@libsql/client';
import { maskValue } from '@/lib/log';
import { sqlClient } from './client';

/** One thing an admin did. `before` and `after` hold only what changed, as plain JSON. */
export interface AuditEntry {
  /** Null: the command line, or the server itself. */
  actor: { id: string; email: string } | null;
  /** A noun and a verb: `agent.update`, `person.disable`. */
  action: string;
  subjectId?: string;
  /** The subject's name at the time. */
  subject?: string;
  before?: unknown;
  after?: unknown;
  /** The address the request came from. */
  origin?: string;
  /** What sent it: the browser as it calls itself, or `token: ` and an API token's name. */
  via?: string;
  /** Unix milliseconds. */
  now?: number;
}

/** Who changes something, and from where. Every function that makes an admin's change takes one. */
export type By = Pick<AuditEntry, 'actor' | 'origin' | 'via'>;

/** The command line, or the server itself. */
export const BY_SERVER: By = { actor: null };

const MAX_VIA_LENGTH = 300;

const COLUMNS = `INSERT INTO audit
  (created_at, actor_id, actor_email, action, subject_id, subject, before, after, origin, via)`;
const INSERT = `${COLUMNS} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const INSERT_IF_CHANGED = `${COLUMNS} SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE changes() > 0`;

/** The statement that writes an entry: for the batch that makes the change. */
export function auditStatement(entry: AuditEntry): InStatement {
  return { sql: INSERT, args: auditArgs(entry) };
}

function auditArgs(entry: AuditEntry) {
  return [
    entry.now ?? Date.now(),
    entry.actor?.id ?? null,
    entry.actor?.email ?? '',
    entry.action,
    entry.subjectId ?? '',
    entry.subject ?? '',
    json(entry.before),
    json(entry.after),
    entry.origin ?? '',
    (entry.via ?? '').slice(0, MAX_VIA_LENGTH),
  ];
}

/** The same, right behind a statement that may change nothing: written only if it changed a row. */
export function auditIfChanged(entry: AuditEntry): InStatement {
  return { sql: INSERT_IF_CHANGED, args: auditArgs(entry) };
}

/** Writes an entry by itself, where the change is not one of our batches. */
export async function writeAudit(entry: AuditEntry): Promise<void> {
  await sqlClient().execute(auditStatement(entry));
}

/** Of two states of a thing only what differs, as an entry's `before` and `after`. */
export function auditChange<T extends object>(before: T, after: T) {
  const old = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old.get(name)),
  );
  return {
    before: Object.fromEntries(changed.map(([name]) => [name, old.get(name)])),
    after: Object.fromEntries(changed),
  };
}

function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(maskValue(value));
}
