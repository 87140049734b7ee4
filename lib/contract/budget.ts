/**
 * Budgets: what one person may use, counted for each person alone. Several may
 * apply to a start (the default, those of the person's groups, the person's own,
 * the agent's), and all must hold. Days and months are UTC.
 */

/** What can be limited, in the order in which a refusal names it: what lasts longest first. */
export const LIMIT_KINDS = [
  'tokensPerMonth',
  'tokensPerDay',
  'messagesPerDay',
  'requestsPerMinute',
  'concurrentRuns',
] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** Whom a budget is for. An agent's counts each person's use of that agent. */
export const BUDGET_SCOPES = ['default', 'group', 'person', 'agent'] as const;
export type BudgetScope = (typeof BUDGET_SCOPES)[number];

/** The limits of one budget. Null: none of this kind here. Zero: nothing at all. */
export type Limits = Record<LimitKind, number | null>;

export const NO_LIMITS: Limits = {
  requestsPerMinute: null,
  messagesPerDay: null,
  tokensPerDay: null,
  tokensPerMonth: null,
  concurrentRuns: null,
};

/** How one limit stands for one person. */
export interface Standing {
  kind: LimitKind;
  scope: BudgetScope;
  /** The group’s or agent’s id; empty for the default and the person’s own. */
  subjectId: string;
  /** The group's or agent's name; empty otherwise. */
  subject: string;
  limit: number;
  used: number;
  /** Unix milliseconds; null for what comes free when an answer ends. */
  resetAt: number | null;
}

/** A limit that refused, as the published error tells it. `resets_at` is Unix seconds. */
export interface ReachedLimit {
  kind: LimitKind;
  scope: BudgetScope;
  subject: string;
  limit: number;
  resets_at: number | null;
}

/** Reads the limit of an error answer; null when it is none. */
export function readReachedLimit(value: unknown): ReachedLimit | null {
  if (typeof value !== 'object' || value === null) return null;
  const said: Partial<Record<keyof ReachedLimit, unknown>> = value;
  const kind = LIMIT_KINDS.find((known) => known === said.kind);
  const scope = BUDGET_SCOPES.find((known) => known === said.scope);
  if (!kind || !scope || typeof said.limit !== 'number') return null;
  const subject = typeof said.subject === 'string' ? said.subject : '';
  const resets_at = typeof said.resets_at === 'number' ? said.resets_at : null;
  return { kind, scope, subject, limit: said.limit, resets_at };
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The UTC day of a time in Unix milliseconds, as days since 1970-01-01. */
export function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

/** When that day begins, in Unix milliseconds. */
export function startOfDay(day: number): number {
  return day * DAY_MS;
}

/** The first day of the UTC month of a time, as {@link dayOf}. */
export function monthStartDay(time: number): number {
  const date = new Date(time);
  return dayOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
}

/**
 * When what is used now counts no more, in Unix milliseconds. `oldestStart` is the
 * first start that the running minute still counts.
 */
export function resetOf(kind: LimitKind, now: number, oldestStart: number | null): number | null {
  const date = new Date(now);
  if (kind === 'concurrentRuns') return null;
  if (kind === 'requestsPerMinute') return (oldestStart ?? now) + MINUTE_MS;
  if (kind === 'tokensPerMonth') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  return startOfDay(dayOf(now) + 1);
}

/** What is left of a limit, never below none. */
export function leftOf({ limit, used }: Standing): number {
  return Math.max(0, limit - used);
}

/** The share that is left, from 0 to 1. A limit of zero leaves nothing. */
export function shareLeft(standing: Standing): number {
  return standing.limit === 0 ? 0 : leftOf(standing) / standing.limit;
}

/** From here on a limit is worth a word before it is hit. */
export const LOW_SHARE = 0.2;

/**
 * The limit of a day or month that is nearest to its end, once little is left; those
 * of a minute come back by themselves. Without `agentId`, limits of agents do not count.
 */
export function lowestLimit(standings: readonly Standing[], agentId = ''): Standing | undefined {
  return standings
    .filter(({ kind }) => kind !== 'requestsPerMinute' && kind !== 'concurrentRuns')
    .filter(({ scope, subjectId }) => scope !== 'agent' || subjectId === agentId)
    .filter((standing) => shareLeft(standing) < LOW_SHARE)
    .sort((a, b) => shareLeft(a) - shareLeft(b) || leftOf(a) - leftOf(b))[0];
}
