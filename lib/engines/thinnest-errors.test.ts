import { expect, test } from 'vitest';
import { refusalError, rejectedTextField } from './thinnest-errors';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const RESET = `${NOW / 1000 + 40}`;

test.each([
  ['seconds', { 'retry-after': '7' }, 7],
  ['a date', { 'retry-after': 'Sun, 01 Mar 2026 12:00:20 GMT' }, 20],
  ['a date of the old form', { 'retry-after': 'Sunday, 01-Mar-26 12:00:20 GMT' }, 20],
  ['a date that is past', { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }, 1],
  ['nothing', {}, 30],
  ['−1', { 'retry-after': '-1' }, 30],
  ['0', { 'retry-after': '0' }, 1],
  ['10⁹', { 'retry-after': '1000000000' }, 3600],
  ['more digits than a number holds', { 'retry-after': '9'.repeat(400) }, 3600],
  ['a fraction', { 'retry-after': '1.2' }, 2],
  ['words', { 'retry-after': 'soon' }, 30],
  ['a reset', { 'x-ratelimit-reset': RESET }, 40],
  ['both', { 'retry-after': '7', 'x-ratelimit-reset': RESET }, 7],
  ['a wrong one and a reset', { 'retry-after': '-1', 'x-ratelimit-reset': RESET }, 40],
  ['a reset that is past', { 'x-ratelimit-reset': '5' }, 30],
  ['a reset in milliseconds', { 'x-ratelimit-reset': `${NOW + 40_000}` }, 30],
])('S23 a 429 with %s', (_, headers, seconds) => {
  const error = refusalError({ status: 429, headers, body: '' }, NOW);
  expect(error.detail.retryAfterSeconds).toBe(seconds);
});

test('a wait is passed on with other refusals only when it was said', () => {
  const wait = (headers: Record<string, string>) =>
    refusalError({ status: 503, headers, body: '' }, NOW).detail.retryAfterSeconds;
  expect(wait({ 'retry-after': '5' })).toBe(5);
  expect(wait({})).toBeUndefined();
});

test.each([
  ['{"detail":"gone"}', 'gone'],
  ['{"detail":"gone","status":500}', 'gone'],
  ['{"detail":[{"loc":["body"],"msg":"no"}]}', '[{"loc":["body"],"msg":"no"}]'],
  ['{"error":"gone","code":"x"}', 'gone'],
  ['{"error":{"message":"gone","code":"x"}}', 'gone'],
  ['{"message":"gone"}', 'gone'],
  ['{"what":1}', '{"what":1}'],
  ['<h1>gone</h1>', '<h1>gone</h1>'],
  ['[1]', '[1]'],
  ['', ''],
])('the body %s is told to the log as one text', (body, told) => {
  expect(refusalError({ status: 500, headers: {}, body }, NOW).detail.cause).toBe(
    `HTTP 500: ${told}`,
  );
});

test('another Gossamer’s code says more than its status', () => {
  const code = (status: number, body: object) =>
    refusalError({ status, headers: {}, body: JSON.stringify(body) }, NOW).code;
  expect(code(503, { detail: 'x', code: 'busy' })).toBe('busy');
  expect(code(504, { detail: 'x', code: 'upstream_timeout' })).toBe('upstream_timeout');
  expect(code(502, { error: { code: 'upstream_auth' } })).toBe('upstream_auth');
  expect(code(409, { detail: 'x', code: 'run_in_progress' })).toBe('upstream_error');
  expect(code(401, { detail: 'x', code: 'unauthenticated' })).toBe('upstream_auth');
  expect(code(500, { detail: 'x', code: '__proto__' })).toBe('upstream_error');
});

test.each([
  ['{"detail":[{"loc":["body","query"]}]}', 'query'],
  ['{"detail":[{"loc":["body","agent_id"]},{"loc":["message"]}]}', 'message'],
  ['{"detail":[{"loc":["query","limit"]}]}', null],
  ['{"detail":[{"loc":"query"},7,null]}', null],
  ['{"detail":"query"}', null],
  ['<p>query</p>', null],
])('which text field %s rejects: %s', (body, field) => {
  expect(rejectedTextField(body)).toBe(field);
});
