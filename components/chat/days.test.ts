import { describe, expect, test } from 'vitest';
import { groupByDay, isTimeZone, partOfDay } from './days';

const at = (iso: string) => ({ updatedAt: Date.parse(iso) });
const NOW = Date.parse('2026-03-10T15:00:00Z');

describe('days', () => {
  test('today, yesterday, a week, a month, then months', () => {
    const groups = groupByDay(
      [
        at('2026-03-10T14:00:00Z'),
        at('2026-03-09T23:00:00Z'),
        at('2026-03-04T10:00:00Z'),
        at('2026-02-12T10:00:00Z'),
        at('2026-01-02T10:00:00Z'),
        at('2026-01-01T10:00:00Z'),
      ],
      NOW,
      'UTC',
    );
    expect(groups.map((group) => group.key)).toEqual([
      'today',
      'yesterday',
      'week',
      'month',
      '2026-1',
    ]);
    expect(groups.at(-1)?.items).toHaveLength(2);
    expect(groups.at(-1)?.day).toEqual({ month: Date.UTC(2026, 0, 1) });
  });

  test("the day is the person's, not the server's", () => {
    const late = [at('2026-03-10T02:00:00Z')];
    expect(groupByDay(late, NOW, 'UTC')[0]?.key).toBe('today');
    expect(groupByDay(late, NOW, 'America/Los_Angeles')[0]?.key).toBe('yesterday');
  });

  test('a day of 23 hours is a day', () => {
    const now = Date.parse('2026-03-30T10:00:00Z');
    const dayBefore = [at('2026-03-28T23:30:00Z')];
    expect(groupByDay(dayBefore, now, 'Europe/Berlin')[0]?.key).toBe('yesterday');
  });

  test('a clock that runs behind puts nothing into the future', () => {
    expect(groupByDay([at('2026-03-12T00:00:00Z')], NOW, 'UTC')[0]?.key).toBe('today');
  });
});

describe('the greeting', () => {
  test.each([
    ['2026-03-10T07:00:00Z', 'UTC', 'morning'],
    ['2026-03-10T12:00:00Z', 'UTC', 'afternoon'],
    ['2026-03-10T12:00:00Z', 'Asia/Tokyo', 'evening'],
    ['2026-03-10T23:30:00Z', 'UTC', 'night'],
  ])('%s in %s is %s', (iso, zone, part) => {
    expect(partOfDay(Date.parse(iso), zone)).toBe(part);
  });

  test('a cookie is not believed to name a zone', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    expect(isTimeZone('')).toBe(false);
  });
});
