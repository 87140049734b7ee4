/** The usage dashboard: what its address asks for. Days and hours are UTC. */

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const ID = /^[\w-]{1,64}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The ranges with a name: how many hours or days they hold, the running one included. */
export const USAGE_RANGES = ['24h', '7d', '30d', '90d', 'custom'] as const;
export type UsageRange = (typeof USAGE_RANGES)[number];

const DAYS = { '7d': 7, '30d': 30, '90d': 90 };
const MAX_DAYS = 366;
/** Within these, hours are still known. */
const HOURLY_DAYS = 7;

export const USAGE_STEPS = ['hour', 'day'] as const;
export type UsageStep = (typeof USAGE_STEPS)[number];

/** What is asked for. */
export interface UsageQuery {
  range: UsageRange;
  /** The first and last day as `2026-01-31`, of whichever range; of a day's range, the days it touches. */
  from: string;
  to: string;
  /** What one bar stands for. */
  step: UsageStep;
  /** An agent's id; empty: all. */
  agent: string;
  /** A person's id; empty: all. */
  person: string;
}

/** A stretch of time in units since 1970-01-01, both ends included. */
export interface UsageSpan {
  unit: UsageStep;
  from: number;
  to: number;
}

type Params = Record<string, string | string[] | undefined>;

/** Reads the address; what it cannot mean counts as not said. */
export function readUsageQuery(params: Params, now: number): UsageQuery {
  const text = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
  };
  const today = Math.floor(now / DAY_MS);
  const given = { from: dayOfText(text('from')), to: dayOfText(text('to')) };
  const range =
    USAGE_RANGES.find((name) => name === text('range')) ??
    (given.from === null && given.to === null ? '7d' : 'custom');
  const { from, to } = daysOf(range, { ...given, today });
  const hourly = range === '24h' || (text('by') === 'hour' && from > today - HOURLY_DAYS);
  return {
    range,
    from: textOfDay(from),
    to: textOfDay(to),
    step: hourly ? 'hour' : 'day',
    agent: ID.test(text('agent')) ? text('agent') : '',
    person: ID.test(text('person')) ? text('person') : '',
  };
}

function daysOf(
  range: UsageRange,
  given: { from: number | null; to: number | null; today: number },
): { from: number; to: number } {
  const { today } = given;
  if (range === '24h') return { from: today - 1, to: today };
  if (range !== 'custom') return { from: today - DAYS[range] + 1, to: today };
  const to = Math.min(given.to ?? today, today);
  const from = given.from ?? to - DAYS['30d'] + 1;
  const [first, last] = from <= to ? [from, to] : [to, Math.min(from, today)];
  return { from: Math.max(first, last - MAX_DAYS + 1), to: last };
}

function dayOfText(text: string): number | null {
  const time = DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(time) && time >= 0 ? time / DAY_MS : null;
}

function textOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Whether the hours of a query's range are still known. */
export function hasHours({ from }: UsageQuery, now: number): boolean {
  return (dayOfText(from) ?? 0) > Math.floor(now / DAY_MS) - HOURLY_DAYS;
}

/** The stretch that the figures of a query sum up: the last 24 hours, or whole days. */
export function spanOf(query: UsageQuery, now: number): UsageSpan {
  if (query.range === '24h') {
    const to = Math.floor(now / HOUR_MS);
    return { unit: 'hour', from: to - 23, to };
  }
  return { unit: 'day', from: dayOfText(query.from) ?? 0, to: dayOfText(query.to) ?? 0 };
}

/** A stretch of days cut into hours, as far as they have begun. Of hours: itself. */
export function hoursOf(span: UsageSpan, now: number): UsageSpan {
  if (span.unit === 'hour') return span;
  const last = Math.min(span.to * 24 + 23, Math.floor(now / HOUR_MS));
  return { unit: 'hour', from: span.from * 24, to: last };
}

/** The stretch of the same length right before. */
export function spanBefore({ unit, from, to }: UsageSpan): UsageSpan {
  return { unit, from: from - (to - from + 1), to: from - 1 };
}

/** When a unit begins, in Unix milliseconds. */
export function startOfUnit(unit: UsageStep, at: number): number {
  return at * (unit === 'hour' ? HOUR_MS : DAY_MS);
}

/** The parameters that ask for the same, with a change. */
export function usageParams(query: UsageQuery, change: Partial<UsageQuery> = {}): URLSearchParams {
  const next = { ...query, ...change };
  const custom = next.range === 'custom';
  const params = new URLSearchParams();
  const said = {
    range: next.range === '7d' || custom ? '' : next.range,
    from: custom ? next.from : '',
    to: custom ? next.to : '',
    by: next.step === 'hour' && next.range !== '24h' ? 'hour' : '',
    agent: next.agent,
    person: next.person,
  };
  for (const [name, value] of Object.entries(said)) if (value) params.set(name, value);
  return params;
}

/** The address of the dashboard as it is asked for. */
export function usageAddress(query: UsageQuery, change: Partial<UsageQuery> = {}): string {
  const search = usageParams(query, change).toString();
  return search ? `/admin/usage?${search}` : '/admin/usage';
}
