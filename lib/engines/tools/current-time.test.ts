import { describe, expect, it } from 'vitest';
import { currentTime, offsetMinutes } from './current-time';
import { findZone } from './zones';

const NOW = Date.UTC(2026, 2, 4, 22, 5);

describe('currentTime', () => {
  it('gives weekday, date, time and offset of the place', () => {
    expect(currentTime('Tokyo', NOW)).toEqual({
      place: 'Tokyo',
      zone: 'Asia/Tokyo',
      weekday: 'Thursday',
      date: '2026-03-05',
      date_text: '5 March 2026',
      time: '07:05',
      utc_offset: '+09:00',
    });
  });

  it.each([
    ['New York', '17:05', '-05:00'],
    ['Kathmandu', '03:50', '+05:45'],
    ['UTC', '22:05', '+00:00'],
    ['St. Johns', '18:35', '-03:30'],
    ['Etc/GMT+3', '19:05', '-03:00'],
  ])('%s', (place, time, offset) => {
    const found = currentTime(place, NOW);
    expect([found.time, found.utc_offset]).toEqual([time, offset]);
  });

  it('looks some days ahead', () => {
    expect(currentTime('Sydney', NOW, 1)).toMatchObject({ date: '2026-03-06', days_from_now: 1 });
  });

  it('follows summer time', () => {
    expect(currentTime('London', Date.UTC(2026, 6, 1, 12)).time).toBe('13:00');
    expect(currentTime('London', Date.UTC(2026, 0, 1, 12)).time).toBe('12:00');
  });

  it('says which place it does not know', () => {
    expect(() => currentTime('Narnia', NOW)).toThrow('“Narnia”');
  });

  it('reads offsets', () => {
    expect([offsetMinutes('+05:45'), offsetMinutes('-03:30')]).toEqual([345, -210]);
  });
});

describe('findZone', () => {
  it.each([
    ['tokyo', 'Asia/Tokyo', 'Tokyo'],
    ['São Paulo', 'America/Sao_Paulo', 'Sao Paulo'],
    ['nyc', 'America/New_York', 'NYC'],
    ['san francisco', 'America/Los_Angeles', 'San Francisco'],
    ['Paris, France', 'Europe/Paris', 'Paris'],
    ['Zürich', 'Europe/Zurich', 'Zurich'],
    ['europe/berlin', 'Europe/Berlin', 'Berlin'],
    ['Asia/Kolkata', 'Asia/Kolkata', 'Kolkata'],
    ['rio de janeiro', 'America/Sao_Paulo', 'Rio de Janeiro'],
    ['PST', 'America/Los_Angeles', 'PST'],
  ])('%s', (name, zone, place) => {
    expect(findZone(name)).toEqual({ zone, place });
  });

  it.each(['', 'nowhere', 'a/b', 'what is 5*5', '../etc/passwd', 'x'.repeat(200)])(
    'knows no %s',
    (name) => {
      expect(findZone(name)).toBeNull();
    },
  );

  it('names only zones that the runtime knows', () => {
    for (const name of ['india', 'kyiv', 'hanoi', 'argentina', 'yangon', 'kathmandu', 'iceland']) {
      const zone = findZone(name)?.zone;
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
      expect(zone).toBeDefined();
    }
  });
});
