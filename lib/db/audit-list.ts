/** Reads the audit log: a page of it, or all that is asked for, to take it elsewhere. */

import { setImmediate as breathe } from 'node:timers/promises';
import { type AuditLine, type AuditQuery, auditTimes } from '@/lib/contract/audit-list';
import { sqlClient } from './client';

const AUDIT_PAGE = 50;
const AUDIT_CHUNK = 500;
/** A text is looked for in so many entries at a time, so that nobody waits for all of them. */
const LOOKED_THROUGH = 2_000;

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
  const back = query.after !== null;
  const edge = back ? (query.after ?? 0) : (query.before ?? Number.MAX_SAFE_INTEGER);
  const all: AuditLine[] = [];
  for await (const lines of found(query, { edge, back, limit: AUDIT_PAGE + 1 })) {
    all.push(...lines);
    if (all.length > AUDIT_PAGE) break;
  }
  const more = all.length > AUDIT_PAGE;
  const lines = all.slice(0, AUDIT_PAGE);
  if (back) lines.reverse();
  return {
    lines,
    total: await countFound(query),
    older: (back || more ? lines.at(-1)?.n : null) ?? null,
    newer: ((back ? more : query.before !== null) ? lines[0]?.n : null) ?? null,
  };
}

/** All entries that match, newest first, read as they are taken. */
export async function* eachAudit(query: AuditQuery): AsyncGenerator<AuditLine[]> {
  const edge = Number.MAX_SAFE_INTEGER;
  for await (const lines of found(query, { edge, back: false, limit: AUDIT_CHUNK })) {
    if (lines.length > 0) yield lines;
  }
}

/** The numbers of the first entry and of the last. */
async function readEnds(): Promise<{ first: number; last: number }> {
  const { rows } = await sqlClient().execute(
    'SELECT (SELECT min(n) FROM audit) AS first, (SELECT max(n) FROM audit) AS last',
  );
  return { first: Number(rows[0]?.first ?? 1), last: Number(rows[0]?.last ?? 0) };
}

/** How many numbers one statement may go through: all, unless it has to look into each. */
function spanOf(query: AuditQuery): number {
  return query.text.trim() === '' ? Number.MAX_SAFE_INTEGER : LOOKED_THROUGH;
}

/**
 * What matches on one side of `edge`, which is left out: older entries newest first, or,
 * `back`, newer ones oldest first. `limit` bounds each list, not all of them.
 */
async function* found(
  query: AuditQuery,
  { edge, back, limit }: { edge: number; back: boolean; limit: number },
): AsyncGenerator<AuditLine[]> {
  const { where, args } = matching(query);
  const { first, last } = await readEnds();
  const span = spanOf(query);
  const sql = `SELECT ${COLUMNS} FROM audit WHERE n >= :low AND n < :high AND ${where}
    ORDER BY n ${back ? 'ASC' : 'DESC'} LIMIT :limit`;
  let low = back ? Math.max(edge + 1, first) : 0;
  let high = back ? 0 : Math.min(edge, last + 1);
  while (back ? low <= last : high > first) {
    if (back) high = Math.min(low + span, last + 1);
    else low = Math.max(high - span, first);
    const { rows } = await sqlClient().execute({ sql, args: { ...args, low, high, limit } });
    const lines = rows.map(toLine);
    yield lines;
    const end = lines.length === limit ? lines.at(-1)?.n : undefined;
    if (back) low = end === undefined ? high : end + 1;
    else high = end ?? low;
    await breathe();
  }
}

async function countFound(query: AuditQuery): Promise<number> {
  const { where, args } = matching(query);
  const { first, last } = await readEnds();
  const span = spanOf(query);
  let total = 0;
  for (let low = first; low <= last; low += span) {
    const { rows } = await sqlClient().execute({
      sql: `SELECT count(*) AS total FROM audit WHERE n >= :low AND n < :high AND ${where}`,
      args: { ...args, low, high: Math.min(low + span, last + 1) },
    });
    total += Number(rows[0]?.total ?? 0);
    if (low + span <= last) await breathe();
  }
  return total;
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
