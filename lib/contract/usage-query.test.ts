import { describe, expect, test } from 'vitest';
import { hasHours, hoursOf, readUsageQuery, spanOf, usageAddress } from './usage-query';

const NOW = Date.UTC(2026, 10, 25, 10, 12);
const read = (params: Record<string, string | string[]>) => readUsageQuery(params, NOW);

describe('the address of the dashboard', () => {
  test('says seven days when it says nothing, or nothing that can be meant', () => {
    const all = { step: 'day', agent: '', person: '' };
    const week = { range: '7d', from: '2026-11-19', to: '2026-11-25', ...all };
    expect(read({})).toEqual(week);
    const wrong = { range: 'x', from: '2026-13-01', by: 'year', agent: "'; --", person: '<' };
    expect(read(wrong)).toEqual(week);
  });

  test.each([
    [{ range: '24h' }, '2026-11-24', '2026-11-25'],
    [{ range: '30d' }, '2026-10-27', '2026-11-25'],
    [{ range: '90d' }, '2026-08-28', '2026-11-25'],
    [{ from: '2026-01-05', to: '2026-01-01' }, '2026-01-01', '2026-01-05'],
    [{ from: '2026-11-01' }, '2026-11-01', '2026-11-25'],
    [{ to: '2026-11-10' }, '2026-10-12', '2026-11-10'],
    [{ from: '1970-01-01', to: '2030-01-01' }, '2025-11-25', '2026-11-25'],
    [{ from: '2029-01-01', to: '2030-01-01' }, '2026-11-25', '2026-11-25'],
  ])('%j is from %s to %s', (params: Record<string, string>, from, to) => {
    expect(read(params)).toMatchObject({ from, to });
  });

  test('leads to what it was made of', () => {
    for (const address of [
      '/admin/usage',
      '/admin/usage?range=24h',
      '/admin/usage?by=hour',
      '/admin/usage?range=90d&agent=guide&person=ann',
      '/admin/usage?from=2026-01-01&to=2026-01-05',
    ]) {
      const params = Object.fromEntries(new URLSearchParams(address.split('?')[1]));
      expect(usageAddress(read(params))).toBe(address);
    }
  });

  test('hours are known for seven days', () => {
    expect(read({ by: 'hour' }).step).toBe('hour');
    expect(read({ by: 'hour', range: '30d' }).step).toBe('day');
    expect(hasHours(read({ from: '2026-11-19', to: '2026-11-19' }), NOW)).toBe(true);
    expect(hasHours(read({ from: '2026-11-18', to: '2026-11-25' }), NOW)).toBe(false);
  });
});

test('24 hours end with the running one; days cut into hours, too', () => {
  const hour = Math.floor(NOW / 3_600_000);
  expect(spanOf(read({ range: '24h' }), NOW)).toEqual({ unit: 'hour', from: hour - 23, to: hour });
  const days = spanOf(read({ from: '2026-11-24', to: '2026-11-25' }), NOW);
  expect(hoursOf(days, NOW)).toEqual({ unit: 'hour', from: days.from * 24, to: hour });
});
