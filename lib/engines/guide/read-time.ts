/** Reads questions about the time and the date in places. */

import { findZone } from '@/lib/engines/tools/zones';
import type { Intent } from './intent';
import { listed } from './phrase';

type TimeIntent = Extract<Intent, { kind: 'time' | 'difference' }>;

const CLOCK = String.raw`(?:noon|midnight|\d{1,2}(?::\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.)|\d{1,2}:\d{2}|\d{1,2} o'clock)`;
const NOW = '(?: right now| now| currently| at the moment| today)?';

const DIFFERENCES = [
  /^(?:what(?:'s| is) )?(?:the )?(?:time|hours?|time ?zone) difference (?:between|from) (.+?) (?:and|to) (.+)$/i,
  /^how many hours (?:are there |is it |lie )?(?:between|from) (.+?) (?:and|to) (.+)$/i,
  /^how (?:far|many hours|much) (?:ahead|behind) (?:is|are) (.+?) (?:of|from|compared to|than) (.+)$/i,
  /^how (?:far|many hours|much) (?:is|are) (.+?) (?:ahead of|behind|away from|from) (.+)$/i,
];

const CLOCKS = [
  `^(?:when|if) it(?:'s| is| was) (${CLOCK}) in (.+?),? (?:then )?(?:what(?:'s| is)?(?: the)?|which) time (?:is it |will it be |would it be |is that )?(?:in|for) (.+)$`,
  `^(?:what(?: time)?(?:'s| is)? |convert )?(${CLOCK}) (?:in )?(.+?)(?: time)? (?:in|to|for) (.+?)(?: time)?$`,
].map((pattern) => new RegExp(pattern, 'i'));

const NOWS = [
  `^(?:what(?:'s| is|s)? |which )?(?:the )?(?:current |local |exact )?(time and date|date and time|time|date|day|weekday|hour)(?: of the week)?(?: is it| it is| is| will it be| do we have)?${NOW}(?: (?:in|at|for|of) (.+?))?${NOW}$`,
  `^how late is it()${NOW}(?: in (.+?))?${NOW}$`,
  `^(?:is it )?(?:the )?(time|date) (?:in )?(.+?)${NOW}$`,
].map((pattern) => new RegExp(pattern, 'i'));

const DAYS: [RegExp, (match: RegExpExecArray) => number][] = [
  [/\bthe day after tomorrow(?:'s)?\b/i, () => 2],
  [/\b(?:the )?day before yesterday(?:'s)?\b/i, () => -2],
  [/\btomorrow(?:'s)?\b/i, () => 1],
  [/\byesterday(?:'s)?\b/i, () => -1],
  [/\bin (\d{1,4}) days?\b/i, (match) => Number(match[1])],
  [/\b(\d{1,4}) days? from (?:now|today)\b/i, (match) => Number(match[1])],
  [/\b(\d{1,4}) days? ago\b/i, (match) => -Number(match[1])],
  [/\bin (?:a|one) week\b/i, () => 7],
  [/\btoday(?:'s)?\b/i, () => 0],
];

/** Reads one clause; null when it asks for something else. */
export function readTime(clause: string): TimeIntent | null {
  return readClock(clause) ?? readDifference(clause) ?? readNow(clause);
}

/** Places alone, for "and in London?" after a question about the time. */
export function readPlaces(text: string): string[] | null {
  const places = listed(text.replace(/^(?:in|at|for)\s+/i, ''));
  return places.length > 0 && places.every((place) => findZone(place)) ? places : null;
}

/** The day a text speaks of, in days from now, and the text without it. */
export function readDay(text: string): { days: number | null; rest: string } {
  for (const [pattern, count] of DAYS) {
    const match = pattern.exec(text);
    if (match) {
      const rest = text.replace(match[0], ' ').replace(/\s+/g, ' ').trim();
      return { days: count(match), rest };
    }
  }
  return { days: null, rest: text };
}

function readDifference(clause: string): TimeIntent | null {
  for (const pattern of DIFFERENCES) {
    const [, first, second] = pattern.exec(clause) ?? [];
    if (first && second && findZone(first) && findZone(second)) {
      return { kind: 'difference', places: [first, second], at: null };
    }
  }
  return null;
}

function readClock(clause: string): TimeIntent | null {
  for (const pattern of CLOCKS) {
    const [, clock, first, second] = pattern.exec(clause) ?? [];
    const at = clock ? minutesOf(clock) : null;
    if (at !== null && first && second && findZone(first) && findZone(second)) {
      return { kind: 'difference', places: [first, second], at };
    }
  }
  return null;
}

function readNow(clause: string): TimeIntent | null {
  const { days, rest } = readDay(clause);
  for (const pattern of NOWS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const wants = /date|day/i.test(match[1] ?? '') || (days ?? 0) !== 0 ? 'date' : 'time';
    const places = match[2] === undefined ? ['UTC'] : placesIn(match[2]);
    if (places) return { kind: 'time', places, days: days ?? 0, wants };
  }
  const [, place] = /^(.+?) (?:local )?time$/i.exec(rest) ?? [];
  return place && findZone(place)
    ? { kind: 'time', places: [place], days: days ?? 0, wants: 'time' }
    : null;
}

/** Known places; or one unknown name, which the tool will say it does not know. */
function placesIn(text: string): string[] | null {
  const known = readPlaces(text);
  if (known) return known;
  const isName = /^[\p{Lu}][\p{L}'-]*(?: [\p{L}'-]+){0,2}$/u.test(text);
  return isName ? [text] : null;
}

/** "3 pm" → 900. */
function minutesOf(clock: string): number | null {
  if (/noon/i.test(clock)) return 720;
  if (/midnight/i.test(clock)) return 0;
  const [, hourText, minuteText = '0', half = ''] =
    /^(\d{1,2})(?::(\d{2}))?\s?([ap])?/i.exec(clock) ?? [];
  const hour = Number(hourText);
  const minute = Number(minuteText);
  if (!(hour <= 24 && minute < 60) || (half !== '' && (hour < 1 || hour > 12))) return null;
  const base = half === '' ? hour % 24 : hour % 12;
  return (base + (half.toLowerCase() === 'p' ? 12 : 0)) * 60 + minute;
}
