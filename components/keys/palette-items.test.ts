import { expect, it } from 'vitest';
import { fits } from './palette-items';

it('finds by the beginnings of words, in any order, without case and accents', () => {
  expect(fits('new con', 'New conversation')).toBe(true);
  expect(fits('con NEW', 'New conversation')).toBe(true);
  expect(fits('resume', 'Résumé of Ada')).toBe(true);
  expect(fits('über', 'Uber die Brücke')).toBe(true);
  expect(fits('', 'Anything')).toBe(true);
  expect(fits('ersation', 'New conversation')).toBe(false);
  expect(fits('new cats', 'New conversation')).toBe(false);
});
