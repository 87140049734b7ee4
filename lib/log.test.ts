import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const OWN_KEY = 'th-own-key-of-this-instance-0123456789';
const OWN_PASSWORD = 'correct horse "battery"';
process.env.THINNESTAI_API_KEY = OWN_KEY;
process.env.ADMIN_PASSWORD = OWN_PASSWORD;
process.env.LOG_LEVEL = 'info';
// After the environment is set, since both read it as they load.
const { log, maskSecrets } = await import('@/lib/log');

const ESC = '\u001b';
let written = '';

beforeEach(() => {
  written = '';
  const collect = (text: string | Uint8Array) => {
    written += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(collect);
  vi.spyOn(process.stderr, 'write').mockImplementation(collect);
});
afterEach(() => vi.restoreAllMocks());

const codesOf = (text: string) => Array.from(text, (char) => char.charCodeAt(0));
const isControl = (code: number) =>
  code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029;

/** The one line that was written, parsed. Fails when there are more, or it is not JSON. */
function line(): Record<string, unknown> {
  expect(written.endsWith('\n')).toBe(true);
  const body = written.slice(0, -1);
  expect(body.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(1);
  return JSON.parse(body);
}

describe('I14: one line per event, whatever is in it', () => {
  test.each([
    ['CR and LF', 'a\r\n{"level":"info","event":"forged"}\n'],
    ['ANSI', `${ESC}[2J${ESC}]0;title\u0007 \u009b31m red`],
    ['every control character', String.fromCharCode(...Array.from({ length: 160 }, (_, i) => i))],
    ['line separators', 'one\u2028two\u2029three\u0085four'],
  ])('%s cannot leave their string', (_name, text) => {
    log.info('test_event', { text, [text]: 'as a name', nested: { deep: [text] } });
    expect(codesOf(written.slice(0, -1)).filter(isControl)).toEqual([]);
    expect(line()).toMatchObject({ event: 'test_event', level: 'info', text });
  });

  test('a text of 1 MB becomes a short one, in any place', () => {
    const huge = 'x'.repeat(1_048_576);
    log.warn('test_event', { huge, [huge]: 1, list: [huge], error: new Error(huge) });
    line();
    expect(written.length).toBeLessThan(20_000);
  });

  test('a list, an object or a buffer of a million items stays a short line', () => {
    const list = Array.from({ length: 1_000_000 }, (_, i) => i);
    log.warn('test_event', { list, object: { ...list.slice(0, 5000) }, bytes: Buffer.alloc(1e6) });
    line();
    expect(written.length).toBeLessThan(20_000);
  });

  test('what JSON has no form for is written all the same', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop.self = loop;
    const error = new Error('outer');
    error.cause = error;
    log.error('test_event', {
      loop,
      error,
      big: 12n,
      at: new Date(0),
      call: () => 1,
      map: new Map(),
    });
    expect(line()).toMatchObject({ big: '12', at: '1970-01-01T00:00:00.000Z' });
  });

  test('a field that throws when read does not end the caller', () => {
    const fields = Object.defineProperty({}, 'bad', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(() => log.info('test_event', { fields })).not.toThrow();
  });
});

describe('I14: secrets are masked whole', () => {
  test.each([
    ['our key', OWN_KEY],
    ['our password', OWN_PASSWORD],
    ['an API token', 'gsm_0123456789abcdefghijklmnopqrstuv'],
    ['a model key', 'sk-ant-api03-abcDEF_123-456'],
    ['a header', 'Authorization: Bearer abc.def-ghi'],
    ['a cookie token', 'eyJhbGciOiJkaXIifQ..abcdefghijkl.mnopqrst.uvw'],
    ['a Google key', `AIza${'a1B2'.repeat(9)}`],
  ])('%s, in every place a field has', (_name, secret) => {
    const error = new Error(`failed with ${secret}`, { cause: new Error(secret) });
    log.error('test_event', {
      plain: secret,
      inside: `before ${secret} after`,
      [secret]: 'as a name',
      list: [{ secret }],
      error,
      far: `${'x '.repeat(995)}${secret}`,
      url: new URL(`https://user@host.test/?key=${encodeURIComponent(secret)}`),
    });
    const kept = secret.replace(/^Authorization: Bearer /, '');
    for (const part of [kept, kept.slice(0, 12), kept.slice(-12), encodeURIComponent(kept)]) {
      expect(written).not.toContain(part);
    }
    expect(line()).toMatchObject({ plain: expect.stringContaining('[masked]') });
  });

  test('a field named like a secret shows nothing, whatever it holds', () => {
    log.info('test_event', { password: 'tr0ub4dor', apiKey: 'k', headers: { cookie: 'sid=1' } });
    expect(written).not.toMatch(/tr0ub4dor|"k"|sid=1/);
    expect(line()).toMatchObject({ password: '[masked]', apiKey: '[masked]' });
  });

  test('ordinary text stays as it is', () => {
    const text = 'run_01 took 12 ms; tokens: 40; ask-me';
    expect(maskSecrets(text)).toBe(text);
    log.info('test_event', { tokens: 40, runId: 'run_01' });
    expect(line()).toMatchObject({ tokens: 40, runId: 'run_01' });
  });
});

describe('levels', () => {
  test('below the level nothing is written', () => {
    log.debug('test_event');
    expect(written).toBe('');
  });

  test('warnings and errors go to stderr, the rest to stdout', () => {
    log.info('to_stdout');
    expect(process.stdout.write).toHaveBeenCalledOnce();
    expect(process.stderr.write).not.toHaveBeenCalled();
    log.error('to_stderr');
    expect(process.stderr.write).toHaveBeenCalledOnce();
  });
});
