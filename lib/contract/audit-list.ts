/** The audit log as admins read it: what its address asks for, and what an entry shows. */

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The kinds of things that are changed: the first words of actions. */
export const AUDIT_NOUNS = [
  'agent',
  'audit',
  'backup',
  'conversation',
  'feedback',
  'group',
  'invite',
  'limits',
  'person',
  'run',
  'settings',
  'token',
  'usage',
] as const;

/** What is asked for. Empty texts: not narrowed by that. */
export interface AuditQuery {
  text: string;
  noun: '' | (typeof AUDIT_NOUNS)[number];
  /** The id of who or what it was done to. */
  subject: string;
  /** Days in UTC as `2026-01-31`, both included. */
  from: string;
  to: string;
  /** Entries older than this number, or newer; null: the newest. */
  before: number | null;
  after: number | null;
}

/** One thing that was done. `createdAt` is Unix milliseconds; `n` counts up. */
export interface AuditLine {
  n: number;
  createdAt: number;
  /** Empty: the command line, or the server itself. */
  actor: string;
  /** A noun and a verb: `person.disable`. */
  action: string;
  subjectId: string;
  subject: string;
  /** JSON, or null. */
  before: unknown;
  after: unknown;
  origin: string;
  via: string;
}

/** Reads the address; what it cannot mean counts as not said. */
export function readAuditQuery(params: Record<string, string | string[] | undefined>): AuditQuery {
  const text = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.slice(0, 254) ?? '';
  };
  const number = (name: string) => {
    const value = Number(text(name));
    return Number.isSafeInteger(value) && value > 0 ? value : null;
  };
  return {
    text: text('q'),
    noun: AUDIT_NOUNS.find((noun) => noun === text('what')) ?? '',
    subject: text('subject'),
    from: dateOrNone(text('from')),
    to: dateOrNone(text('to')),
    before: number('before'),
    after: number('after'),
  };
}

function dateOrNone(text: string): string {
  return DATE.test(text) && Number.isFinite(Date.parse(text)) ? text : '';
}

/** The time a query begins and ends with, in Unix milliseconds: from the first to before the second. */
export function auditTimes({ from, to }: AuditQuery): { from: number; to: number } {
  return {
    from: from === '' ? 0 : Date.parse(from),
    to: to === '' ? Number.MAX_SAFE_INTEGER : Date.parse(to) + DAY_MS,
  };
}

/** The parameters that ask for the same; a change leads back to the newest. */
export function auditParams(query: AuditQuery, change: Partial<AuditQuery> = {}): URLSearchParams {
  const next = { ...query, before: null, after: null, ...change };
  const params = new URLSearchParams();
  const said = {
    q: next.text.trim(),
    what: next.noun,
    subject: next.subject,
    from: next.from,
    to: next.to,
    before: next.before === null ? '' : String(next.before),
    after: next.after === null ? '' : String(next.after),
  };
  for (const [name, value] of Object.entries(said)) if (value) params.set(name, value);
  return params;
}

/** The address of the log as it is asked for. */
export function auditAddress(query: AuditQuery, change: Partial<AuditQuery> = {}): string {
  const search = auditParams(query, change).toString();
  return search ? `/admin/audit?${search}` : '/admin/audit';
}
