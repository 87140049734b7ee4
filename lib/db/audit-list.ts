/** Reads the audit log: a page of it, or all that is asked for, to take it elsewhere. */

import { type AuditLine, type AuditQuery, auditTimes } from '@/lib/contract/audit-list';
import { sqlClient } from './client';

const AUDIT_PAGE = 50;
const AUDIT_CHUNK = 500;

const COLUMNS = `n, created_at AS createdAt, actor_email AS actor, action, subject_id AS subjectId,
  subject, before, after, origin, via`;

/** What is asked for, as conditions: only those there are, so that the rest costs nothing. */
function matching(query: AuditQuery): { where: string; args: Record<string, string | number> } {
  const { from, to } = auditTimes(query);
  const text = query.text.trim().toLowerCase();
  const asked: [given: boolean, condition: string, args: Record<string, string | number>][] = [
    [from > 0, 'created_at >= :from', { from }],
    [to < Number.MAX_SAFE_INTEGER, 'created_at < :to', { to }],
    [query.noun !== '', "action GLOB :noun || '.*'", { noun: query.noun }],
    [query.subject !== '', 'subject_id = :subject', { subject: query.subject }],
    [text !== '', `instr(${SEARCHED}, :text) > 0`, { text }],
  ];
  const given = asked.filter(([wanted]) => wanted);
  return {
    where: ['1', ...given.map(([, condition]) => condition)].join(' AND '),
    args: Object.assign({}, ...given.map(([, , args]) => args)),
  };
}

/** What a search looks through. */
const SEARCHED = `lower(actor_email || char(10) || action || char(10) || subject || char(10)
    || subject_id || char(10) || origin || char(10) || coalesce(before, '') || char(10)
    || coalesce(after, ''))`;

/** A page of the log. */
export interface AuditPage {
  /** Newest first. */
  lines: AuditLine[];
  /** How many match altogether. */
  total: number;
  /** The numbers to go on from; null where there is nothing more. */
  older: number | null;
  newer: number | null;
}

/** The page an admin asks for. */
export async function listAudit(query: AuditQuery): Promise<AuditPage> {
  const { where, args } = matching(query);
  const back = query.after !== null;
  const limit = AUDIT_PAGE + 1;
  const page = back
    ? { where: 'n > :edge', order: 'ASC', edge: query.after ?? 0 }
    : { where: 'n < :edge', order: 'DESC', edge: query.before ?? Number.MAX_SAFE_INTEGER };
  const [found, counted] = await sqlClient().batch(
    [
      {
        sql: `SELECT ${COLUMNS} FROM audit WHERE ${page.where} AND ${where}
          ORDER BY n ${page.order} LIMIT :limit`,
        args: { ...args, edge: page.edge, limit },
      },
      { sql: `SELECT count(*) AS total FROM audit WHERE ${where}`, args },
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
  };
}

/** All entries that match, newest first, read as they are taken. */
export async function* eachAudit(query: AuditQuery): AsyncGenerator<AuditLine[]> {
  const { where, args } = matching(query);
  for (let edge = Number.MAX_SAFE_INTEGER; ; ) {
    const { rows } = await sqlClient().execute({
      sql: `SELECT ${COLUMNS} FROM audit WHERE n < :edge AND ${where} ORDER BY n DESC LIMIT :limit`,
      args: { ...args, edge, limit: AUDIT_CHUNK },
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
