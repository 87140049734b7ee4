/** Reads the audit log: a page of it, or all that is asked for, to take it elsewhere. */

import { type AuditLine, type AuditQuery, auditTimes } from '@/lib/contract/audit-list';
import { sqlClient } from './client';

const AUDIT_PAGE = 50;
const AUDIT_CHUNK = 500;

const COLUMNS = `n, created_at AS createdAt, actor_email AS actor, action, subject_id AS subjectId,
  subject, before, after, origin, via`;

const MATCHES = `created_at >= :from AND created_at < :to
  AND (:noun = '' OR substr(action, 1, length(:noun) + 1) = :noun || '.')
  AND (:subject = '' OR subject_id = :subject)
  AND (:text = '' OR instr(lower(actor_email || char(10) || action || char(10) || subject || char(10)
    || subject_id || char(10) || origin || char(10) || coalesce(before, '') || char(10)
    || coalesce(after, '')), :text) > 0)`;

function matching(query: AuditQuery) {
  const { noun, subject } = query;
  return { ...auditTimes(query), noun, subject, text: query.text.trim().toLowerCase() };
}

/** A page of the log. */
export interface AuditPage {
  /** Newest first. */
  lines: AuditLine[];
  /** How many match altogether. */
  total: number;
  /** The numbers to go on from; null where there is nothing more. */
  older: number | null;
  newer: number | null;
  /** What was changed at all: the first words of the actions there are. */
  nouns: string[];
}

/** The page an admin asks for. */
export async function listAudit(query: AuditQuery): Promise<AuditPage> {
  const args = matching(query);
  const back = query.after !== null;
  const limit = AUDIT_PAGE + 1;
  const page = back
    ? { where: 'n > :edge', order: 'ASC', edge: query.after ?? 0 }
    : { where: 'n < :edge', order: 'DESC', edge: query.before ?? Number.MAX_SAFE_INTEGER };
  const [found, counted, nouns] = await sqlClient().batch(
    [
      {
        sql: `SELECT ${COLUMNS} FROM audit WHERE ${page.where} AND ${MATCHES}
          ORDER BY n ${page.order} LIMIT :limit`,
        args: { ...args, edge: page.edge, limit },
      },
      { sql: `SELECT count(*) AS total FROM audit WHERE ${MATCHES}`, args },
      `SELECT DISTINCT substr(action, 1, instr(action || '.', '.') - 1) AS noun FROM audit
        ORDER BY noun`,
    ],
    'read',
  );
  const all = (found?.rows ?? []).map(toLine);
  const more = all.length > AUDIT_PAGE;
  const lines = all.slice(0, AUDIT_PAGE);
  if (back) lines.reverse();
  return {
    lines,
    total: Number(counted?.rows[0]?.total ?? 0),
    older: (back || more ? lines.at(-1)?.n : null) ?? null,
    newer: ((back ? more : query.before !== null) ? lines[0]?.n : null) ?? null,
    nouns: (nouns?.rows ?? []).map((row) => String(row.noun)),
  };
}

/** All entries that match, newest first, read as they are taken. */
export async function* eachAudit(query: AuditQuery): AsyncGenerator<AuditLine[]> {
  for (let edge = Number.MAX_SAFE_INTEGER; ; ) {
    const { rows } = await sqlClient().execute({
      sql: `SELECT ${COLUMNS} FROM audit WHERE n < :edge AND ${MATCHES} ORDER BY n DESC LIMIT :limit`,
      args: { ...matching(query), edge, limit: AUDIT_CHUNK },
    });
    const lines = rows.map(toLine);
    if (lines.length > 0) yield lines;
    const last = lines.at(-1);
    if (!last || lines.length < AUDIT_CHUNK) return;
    edge = last.n;
  }
}

function toLine(row: Record<string, unknown>): AuditLine {
  const text = (name: string) => String(row[name] ?? '');
  return {
    n: Number(row.n),
    createdAt: Number(row.createdAt),
    actor: text('actor'),
    action: text('action'),
    subjectId: text('subjectId'),
    subject: text('subject'),
    before: parsed(row.before),
    after: parsed(row.after),
    origin: text('origin'),
    via: text('via'),
  };
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : null;
}
