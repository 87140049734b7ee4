import { expect, it } from 'vitest';
import { writeAnswer } from './answer';
import type { CallOutcome } from './intent';
import { callsFor } from './plan';
import { readMessage } from './read-message';

const TOOLS = new Set([
  'calculate',
  'current_time',
  'convert_units',
  'search_help',
  'search_my_chats',
]);
const done = (value: unknown): CallOutcome => ({ kind: 'done', value });
const failed: CallOutcome = { kind: 'failed', message: 'This step failed.' };

function answer(message: string, ...outcomes: CallOutcome[]): string {
  return writeAnswer(readMessage(message, []), outcomes, TOOLS);
}

const at = (place: string, time: string, utc_offset: string) =>
  done({
    place,
    zone: `X/${place}`,
    weekday: 'Monday',
    date_text: '2 March 2026',
    time,
    utc_offset,
  });
const result = (value: string) => done({ expression: 'x', result: value });

it('shows several calculations as a table, in their order, and those that failed below', () => {
  expect(answer('1+1 and 2*2 and 1/0', result('2'), result('4'), failed)).toBe(
    '| Calculation | Result |\n| --- | --- |\n| 1+1 | **2** |\n| `2*2` | **4** |\n\n' +
      'I could not calculate 1/0. This step failed.',
  );
});

it('shows several places as a table', () => {
  expect(
    answer('time in Rome and Lima', at('Rome', '10:00', '+01:00'), at('Lima', '04:00', '-05:00')),
  ).toBe(
    '| Place | Time | Date | Zone |\n| --- | --- | --- | --- |\n' +
      '| Rome | **10:00** | Monday, 2 March 2026 | X/Rome, UTC+1 |\n' +
      '| Lima | **04:00** | Monday, 2 March 2026 | X/Lima, UTC−5 |',
  );
});

it.each([
  ['how many hours is Rome ahead of Lima', '+01:00', '-05:00', '**6 hours ahead of** Lima'],
  ['how many hours is Lima behind Rome', '-05:00', '+01:00', '**6 hours behind** Rome'],
  [
    'time difference between Delhi and Kathmandu',
    '+05:30',
    '+05:45',
    '**15 minutes behind** Kathmandu',
  ],
  ['time difference between Rome and Berlin', '+01:00', '+01:00', '**the same time**'],
  [
    'when it is 11pm in Rome what time is it in Tokyo',
    '+01:00',
    '+09:00',
    '**07:00 the next day** in Tokyo',
  ],
  [
    'when it is 1am in Tokyo what time is it in Rome',
    '+09:00',
    '+01:00',
    '**17:00 the day before** in Rome',
  ],
  ['3:30 pm Rome in London time', '+01:00', '+00:00', '**14:30** in London'],
])('%s', (...row) => {
  const [message, first, second, expected] = row;
  const intent = readMessage(message, [])[0];
  const [one, two] = intent ? callsFor(intent).map(({ input }) => String(input.place)) : [];
  expect(answer(message, at(one ?? '', '10:00', first), at(two ?? '', '04:00', second))).toContain(
    expected,
  );
});

it('says about how much where digits were left out', () => {
  const celsius = done({ value: 100, from: '°F', result: 37.7777777778, to: '°C' });
  expect(answer('100 F in C', celsius)).toBe('100 °F is about **37.7778 °C**.');
  const inch = done({ value: 1, from: 'feet', result: 12, to: 'inches' });
  expect(answer('1 ft in inches', inch)).toBe('1 foot is **12 inches**.');
});

it('never takes a result of another shape for its own', () => {
  expect(answer('2+2', done({ answer: 5 }))).toBe(
    'I could not calculate 2+2. The tool answered in a form that I do not know.',
  );
});

it('lets nothing from a conversation become markup', () => {
  const passage = {
    title: '](x)![',
    role: 'user',
    excerpt: '**b** | `c`',
    date: '2026-03-01',
    href: '/c/1',
  };
  expect(answer('what did I ask about b', done({ results: [passage] }))).toContain(
    String.raw`- [\](x)!\[](/c/1), 1 March 2026, you wrote: “\*\*b\*\* \| \`c\`”`,
  );
});

it('says that the help has nothing rather than showing what is far', () => {
  const far = { title: 'T', section: 'S', excerpt: 'E', match: 0.1 };
  const near = { ...far, match: 0.4 };
  const good = { ...far, match: 0.9 };
  expect(answer('does gossamer sing', done({ results: [far] }))).toContain('say nothing about');
  expect(answer('does gossamer sing', done({ results: [near] }))).toContain('- **T → S**');
  expect(answer('does gossamer sing', done({ results: [good, near] }))).toBe(
    'E\n\nFrom the help: **T → S**. See also **T → S**.',
  );
});
