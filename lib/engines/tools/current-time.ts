/** The clock behind the tool `current_time`: now, or some days from now, in any place. */

import { AppError } from '@/lib/contract/errors';
import { findZone } from './zones';

/** A moment as it reads in one place. */
export interface PlaceTime {
  place: string;
  /** IANA name. */
  zone: string;
  weekday: string;
  /** `2026-03-05`. */
  date: string;
  /** `5 March 2026`. */
  date_text: string;
  /** 24 hours, `09:30`. */
  time: string;
  /** `+09:00`. */
  utc_offset: string;
  /** Days from now, when asked for. */
  days_from_now?: number;
}

const DAY_MS = 86_400_000;

/** The time in a place. `now` is Unix milliseconds. Throws `AppError('validation')`. */
export function currentTime(name: string, now: number, days = 0): PlaceTime {
  const found = findZone(name);
  if (!found) {
    const shown = name.trim().slice(0, 60);
    throw new AppError('validation', {
      message: `I know no time zone for “${shown}”. Try a larger city or a name like Europe/Berlin.`,
    });
  }
  // A day is counted as 24 hours; around a clock change the date is still the right one.
  const moment = new Date(now + days * DAY_MS);
  const { year, month, day, hour, minute } = numbersIn(found.zone, moment);
  return {
    place: found.place,
    zone: found.zone,
    weekday: format(found.zone, moment, { weekday: 'long' }),
    date: `${year}-${month}-${day}`,
    date_text: format(found.zone, moment, { day: 'numeric', month: 'long', year: 'numeric' }),
    time: `${hour}:${minute}`,
    utc_offset: offsetOf(found.zone, moment),
    ...(days === 0 ? {} : { days_from_now: days }),
  };
}

/** Minutes east of UTC of an offset like `+09:00` or `-03:30`. */
export function offsetMinutes(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}

function format(zone: string, moment: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(moment);
}

function numbersIn(zone: string, moment: Date): Record<string, string> {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

function offsetOf(zone: string, moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(moment);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? '+00:00' : name.slice(3, 9);
}
