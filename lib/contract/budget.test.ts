import { expect, it } from 'vitest';
import {
  dayOf,
  leftOf,
  lowestLimit,
  monthStartDay,
  readReachedLimit,
  resetOf,
  type Standing,
  shareLeft,
} from './budget';

const NEW_YEARS_EVE = Date.UTC(2026, 11, 31, 23, 59, 59, 999);

it('counts days and months in UTC', () => {
  expect(dayOf(NEW_YEARS_EVE) + 1).toBe(dayOf(NEW_YEARS_EVE + 1));
  expect(monthStartDay(NEW_YEARS_EVE)).toBe(dayOf(Date.UTC(2026, 11, 1)));
  expect(monthStartDay(NEW_YEARS_EVE + 1)).toBe(dayOf(NEW_YEARS_EVE + 1));
});

it('says when each kind of limit renews', () => {
  const midnight = Date.UTC(2027, 0, 1);
  expect(resetOf('messagesPerDay', NEW_YEARS_EVE, null)).toBe(midnight);
  expect(resetOf('tokensPerDay', midnight, null)).toBe(Date.UTC(2027, 0, 2));
  expect(resetOf('tokensPerMonth', midnight, null)).toBe(Date.UTC(2027, 1, 1));
  expect(resetOf('requestsPerMinute', 5_000, 1_000)).toBe(61_000);
  expect(resetOf('concurrentRuns', midnight, null)).toBeNull();
});

it('tells what is left, never less than nothing', () => {
  const standing = {
    kind: 'messagesPerDay',
    scope: 'default',
    subjectId: '',
    subject: '',
  } as const;
  const of = (limit: number, used: number): Standing => ({ ...standing, limit, used, resetAt: 0 });
  expect([leftOf(of(10, 8)), shareLeft(of(10, 8))]).toEqual([2, 0.2]);
  expect([leftOf(of(10, 11)), shareLeft(of(10, 11))]).toEqual([0, 0]);
  expect(shareLeft(of(0, 0))).toBe(0);
});

it('names the lowest limit only once little of it is left', () => {
  const of = (more: Partial<Standing>): Standing => ({
    kind: 'messagesPerDay',
    scope: 'default',
    subjectId: '',
    subject: '',
    limit: 100,
    used: 85,
    resetAt: 0,
    ...more,
  });
  expect(lowestLimit([of({ used: 80 })])).toBeUndefined();
  expect(lowestLimit([of({ used: 81 }), of({ kind: 'tokensPerDay', used: 99 })])?.kind).toBe(
    'tokensPerDay',
  );
  expect(lowestLimit([of({ kind: 'requestsPerMinute', used: 100 })])).toBeUndefined();
  const agents = of({ scope: 'agent', subjectId: 'a' });
  expect([lowestLimit([agents]), lowestLimit([agents], 'b')]).toEqual([undefined, undefined]);
  expect(lowestLimit([agents], 'a')).toBe(agents);
});

it('reads a limit from an error answer, and nothing from anything else', () => {
  const told = { kind: 'tokensPerDay', scope: 'group', subject: 'G', limit: 5, resets_at: 9 };
  expect(readReachedLimit({ ...told, used: 7 })).toEqual(told);
  for (const other of [null, 'x', {}, { ...told, kind: 'beer' }, { ...told, limit: '5' }]) {
    expect(readReachedLimit(other)).toBeNull();
  }
});
