import { describe, expect, it } from 'vitest';
import { convertUnits } from './convert-units';
import { findUnit } from './units';

describe('convertUnits', () => {
  it.each([
    ['5 miles', 'km', 8.04672],
    ['100 F', 'C', 37.7777777778],
    ['0 °C', 'kelvin', 273.15],
    ['-40 celsius', 'Fahrenheit', -40],
    ['20 C', 'F', 68],
    ['2 stone', 'kg', 12.70058636],
    ['1 GiB', 'MB', 1073.741824],
    ['100 km/h', 'mph', 62.1371192237],
    ['3 imperial gallons', 'litres', 13.63827],
    ['500 kcal', 'kJ', 2092],
    ['1 acre', 'square metres', 4046.8564224],
    ['90 minutes', 'hours', 1.5],
    ['8 bits', 'bytes', 1],
    ['12 inches', 'ft', 1],
    ['45 degrees', 'radians', 0.785398163397],
    ['1 nautical mile', 'm', 1852],
    ['1 tablespoon', 'tsp', 3],
  ])('%s in %s is %d', (amount, to, result) => {
    const [, value = '', from = ''] = /^(-?\d+) (.+)$/.exec(amount) ?? [];
    expect(convertUnits(Number(value), from, to).result).toBe(result);
  });

  it('names the units in words', () => {
    expect(convertUnits(1, 'mi', 'km')).toMatchObject({ from: 'miles', to: 'kilometres' });
  });

  it.each([
    ['km', 'kg', 'do not convert'],
    ['smoots', 'km', '“smoots”'],
    ['km', 'USD', '“USD”'],
  ])('refuses %s in %s', (from, to, message) => {
    expect(() => convertUnits(1, from, to)).toThrow(message);
  });

  it('refuses a result that is no number', () => {
    expect(() => convertUnits(1e308, 'km', 'nm')).toThrow('too large');
  });
});

describe('findUnit', () => {
  it('tells units apart that differ only in case, and forgives case otherwise', () => {
    expect(findUnit('B')?.label).toBe('bytes');
    expect(findUnit('KM')?.label).toBe('kilometres');
    expect(findUnit('constructor')).toBeNull();
  });
});
