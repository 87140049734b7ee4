/**
 * Budgets: what one person may use, counted for each person alone. Several may
 * apply to a start (the default, those of the person's groups, the person's own,
 * the agent's), and all must hold. Days and months are UTC.
 */

import { z } from 'zod';

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

const count = z.number().int().min(0).max(1_000_000_000_000).nullable();

/** The limits of one budget. Null: none of this kind here. Zero: nothing at all. */
export const limitsSchema = z.object({
  requestsPerMinute: count,
  messagesPerDay: count,
  tokensPerDay: count,
  tokensPerMonth: count,
  concurrentRuns: count,
});
export type Limits = z.infer<typeof limitsSchema>;

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

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The UTC day of a time in Unix milliseconds, as days since 1970-01-01. */
export function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

/** When that day begins, in Unix milliseconds. */
function startOfDay(day: number): number {
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
