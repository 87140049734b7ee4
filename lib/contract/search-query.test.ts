import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dateSpan, parseSearch, withFilter, withoutFilter } from './search-query';
import { dayOf, startOfDay } from './zoned-day';

const filters = (text: string) =>
  parseSearch(text).filters.map(({ filter, value, problem }) => [filter, value, problem]);

it('takes words, phrases and filters apart', () => {
  const query = parseSearch('silk "raw thread" Agent:"Master Weaver" has:tool web_search');
  expect(query.words).toEqual(['silk', 'web', 'search']);
  expect(query.phrases).toEqual(['raw thread']);
  expect(filters('x agent:"Master Weaver" HAS:tools tag:work')).toEqual([
    ['agent', 'Master Weaver', null],
    ['has', 'tools', null],
    ['tag', 'work', null],
  ]);
});

it('says what is wrong with a filter', () => {
  expect(filters('agent: before:soon after:2026-02-30 has:luck tag:"')).toEqual([
    ['agent', '', 'empty'],
    ['before', 'soon', 'date'],
    ['after', '2026-02-30', 'date'],
    ['has', 'luck', 'has'],
    ['tag', '', 'empty'],
  ]);
});

it('the last word is open while the text ends in it', () => {
  expect(parseSearch('silk thr').open).toBe(true);
  expect(parseSearch('silk thr ').open).toBe(false);
  expect(parseSearch('thr has:tool').open).toBe(false);
  expect(parseSearch('other:thing').words).toEqual(['other', 'thing']);
});

it('filters come out and go in', () => {
  const text = 'silk agent:"Master Weaver" thread';
  const [agent] = parseSearch(text).filters;
  if (!agent) throw new Error('The filter was not found.');
  expect(withoutFilter(text, agent)).toBe('silk thread');
  expect(withFilter('silk ', 'agent', 'Master "W" Weaver')).toBe('silk agent:"Master W Weaver"');
});

it('never fails, whatever is typed, and a filter put in is found again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const query = parseSearch(text);
      expect(query.words.every((word) => /^[\p{L}\p{N}]+$/u.test(word))).toBe(true);
      for (const term of query.filters) parseSearch(withoutFilter(text, term));
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[\p{L} ]*\p{L}$/u), (value) => {
      const [term] = parseSearch(withFilter('words', 'tag', value)).filters;
      expect(term?.value).toBe(value.trim());
    }),
  );
});

it('dates name days', () => {
  expect(dateSpan('2026', '2026-03-20')).toEqual({ from: '2026-01-01', to: '2027-01-01' });
  expect(dateSpan('2026-12', '2026-03-20')).toEqual({ from: '2026-12-01', to: '2027-01-01' });
  expect(dateSpan('2024-2-29', '2026-03-20')).toEqual({ from: '2024-02-29', to: '2024-03-01' });
  expect(dateSpan('Yesterday', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-03-01' });
  for (const no of ['2026-13', '2026-02-30', '26', 'soon', ''])
    expect(dateSpan(no, '2026-03-01')).toBeNull();
});

it('a day begins when it begins where the person is, over clock changes', () => {
  expect(startOfDay('2026-03-29', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 28, 23));
  expect(startOfDay('2026-03-30', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 22));
  expect(startOfDay('2026-10-25', 'America/New_York')).toBe(Date.UTC(2026, 9, 25, 4));
  expect(dayOf(Date.UTC(2026, 2, 20, 23), 'Pacific/Auckland')).toBe('2026-03-21');
});
