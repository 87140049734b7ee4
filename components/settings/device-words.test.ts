import { expect, it } from 'vitest';
import { readDevice } from './device-words';

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari on macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1',
    'Chrome on iPhone',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36',
    'Samsung Internet on Android',
  ],
])('reads %s', (userAgent, words) => {
  const { browser, system, program } = readDevice(userAgent);
  expect(`${browser} on ${system}`).toBe(words);
  expect(program).toBeNull();
});

it('knows a program from a browser, and says nothing of what it cannot tell', () => {
  expect(readDevice('curl/8.9.1')).toMatchObject({ browser: null, program: 'curl' });
  expect(readDevice('')).toEqual({ browser: null, system: null, hand: false, program: null });
  expect(readDevice('Mozilla/5.0 (iPad; CPU OS 18_0) FxiOS/1 Safari')).toMatchObject({
    browser: 'Firefox',
    hand: true,
  });
});
