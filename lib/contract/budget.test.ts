import { expect, it } from 'vitest';
import { dayOf, leftOf, monthStartDay, resetOf, type Standing, shareLeft } from './budget';

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
