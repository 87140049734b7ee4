/** Conversations by the day they were last active, in the person's time zone. Pure. */

/** The days that have a name; later ones are months. */
export type NamedDay = 'today' | 'yesterday' | 'week' | 'month';

/** A group of the list: a named day, or a month as the first of it (Unix milliseconds, UTC). */
export interface DayGroup<T> {
  key: string;
  day: NamedDay | { month: number };
  items: T[];
}

/** Groups items, newest first, keeping their order. Times are Unix milliseconds. */
export function groupByDay<T extends { updatedAt: number }>(
  items: readonly T[],
  now: number,
  timeZone: string,
): DayGroup<T>[] {
  const dateOf = dateReader(timeZone);
  const today = dayNumber(dateOf(now));
  const groups = new Map<string, DayGroup<T>>();
  for (const item of items) {
    const date = dateOf(item.updatedAt);
    const day = nameOf(today - dayNumber(date), date);
    const key = typeof day === 'string' ? day : `${date.year}-${date.month}`;
    const group = groups.get(key);
    if (group) group.items.push(item);
    else groups.set(key, { key, day, items: [item] });
  }
  return [...groups.values()];
}

interface PlainDate {
  year: number;
  month: number;
  day: number;
}

function nameOf(daysAgo: number, date: PlainDate): NamedDay | { month: number } {
  if (daysAgo <= 0) return 'today';
  if (daysAgo === 1) return 'yesterday';
  if (daysAgo <= 7) return 'week';
  if (daysAgo <= 30) return 'month';
  return { month: Date.UTC(date.year, date.month - 1, 1) };
}

function dayNumber({ year, month, day }: PlainDate): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

function dateReader(timeZone: string): (time: number) => PlainDate {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  return (time) => {
    const parts = format.formatToParts(time);
    const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    return { year: read('year'), month: read('month'), day: read('day') };
  };
}

/** The part of the day at a moment in a zone, for the greeting. */
export function partOfDay(
  now: number,
  timeZone: string,
): 'morning' | 'afternoon' | 'evening' | 'night' {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' });
  const hour = Number(format.format(now));
  if (hour >= 5 && hour < 12) return 'morning';
  if (hour >= 12 && hour < 18) return 'afternoon';
  if (hour >= 18 && hour < 23) return 'evening';
  return 'night';
}

/** Whether a text names a time zone this machine knows. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: text });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false; // What Intl throws for an unknown zone.
    throw error;
  }
}
