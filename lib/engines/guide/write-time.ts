/** Writes what the clock found. */

import { z } from 'zod';
import { offsetMinutes } from '@/lib/engines/tools/current-time';
import type { CallOutcome, Intent } from './intent';
import { escaped, table } from './markdown';
import { reasonOf } from './write-numbers';

const placeTime = z.object({
  place: z.string(),
  zone: z.string(),
  weekday: z.string(),
  date_text: z.string(),
  time: z.string(),
  utc_offset: z.string(),
});
type PlaceTime = z.infer<typeof placeTime>;

type Time = Extract<Intent, { kind: 'time' }>;
type Difference = Extract<Intent, { kind: 'difference' }>;

const DAY_MINUTES = 1440;

/** The time or date in one place, or a table of several. */
export function writeTime(intent: Time, outcomes: CallOutcome[]): string {
  const { found, failures } = sorted(outcomes);
  const [first] = found;
  const lines = [...failures];
  if (found.length > 1) lines.unshift(tableOf(found));
  else if (first && intent.wants === 'time') {
    lines.unshift(
      `In ${first.place} it is **${first.time}** on ${dateOf(first)} (${zoneOf(first)}).`,
    );
  } else if (first) {
    lines.unshift(
      `${dayName(intent.days)} in ${first.place} ${verbOf(intent.days)} **${dateOf(first)}** (${zoneOf(first)}).`,
    );
  }
  if (intent.places.length === 1 && intent.places[0] === 'UTC' && first) {
    lines.push(
      'I cannot see your clock, so this is universal time. Name a city for its local time.',
    );
  }
  return lines.join('\n\n');
}

/** How far two places are apart, or what a time in the first is in the second. */
export function writeDifference(intent: Difference, outcomes: CallOutcome[]): string {
  const { found, failures } = sorted(outcomes);
  const [first, second] = found;
  if (!first || !second) return failures.join('\n\n');
  const apart = offsetMinutes(first.utc_offset) - offsetMinutes(second.utc_offset);
  if (intent.at !== null) {
    const there = intent.at - apart;
    const day = dayShift(Math.floor(there / DAY_MINUTES));
    return `When it is ${clockText(intent.at)} in ${first.place}, it is **${clockText(there)}${day}** in ${second.place}, counted with today’s clocks.`;
  }
  const now = `Now it is ${first.time} in ${first.place} (${zoneOf(first)}) and ${second.time} in ${second.place} (${zoneOf(second)}).`;
  if (apart === 0) return `${first.place} and ${second.place} have **the same time**. ${now}`;
  const side = apart > 0 ? 'ahead of' : 'behind';
  return `${first.place} is **${hoursText(Math.abs(apart))} ${side}** ${second.place}. ${now}`;
}

function sorted(outcomes: CallOutcome[]): { found: PlaceTime[]; failures: string[] } {
  const found: PlaceTime[] = [];
  const failures: string[] = [];
  for (const outcome of outcomes) {
    const value = outcome.kind === 'done' ? placeTime.safeParse(outcome.value).data : undefined;
    if (value) found.push({ ...value, place: escaped(value.place) });
    else failures.push(reasonOf(outcome));
  }
  return { found, failures };
}

function tableOf(found: PlaceTime[]): string {
  return table(
    ['Place', 'Time', 'Date', 'Zone'],
    found.map((one) => [one.place, `**${one.time}**`, dateOf(one), zoneOf(one)]),
  );
}

const dateOf = ({ weekday, date_text }: PlaceTime) => `${weekday}, ${date_text}`;

function zoneOf({ zone, utc_offset }: PlaceTime): string {
  const offset = utc_offset
    .replace(/^([+-])0/, '$1')
    .replace(/:00$/, '')
    .replace('-', '−');
  return zone === 'UTC' ? 'UTC' : `${escaped(zone)}, UTC${offset}`;
}

function dayName(days: number): string {
  if (days === 0) return 'Today';
  if (days === 1) return 'Tomorrow';
  if (days === -1) return 'Yesterday';
  return days > 0 ? `The day in ${days} days` : `The day ${-days} days ago`;
}

const verbOf = (days: number) => (days < 0 ? 'was' : 'is');

function dayShift(days: number): string {
  if (days === 0) return '';
  return days > 0 ? ' the next day' : ' the day before';
}

function clockText(minutes: number): string {
  const inDay = ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(inDay / 60))}:${pad(inDay % 60)}`;
}

function hoursText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const words = [
    ...(hours > 0 ? [`${hours} ${hours === 1 ? 'hour' : 'hours'}`] : []),
    ...(rest > 0 ? [`${rest} minutes`] : []),
  ];
  return words.join(' ');
}
