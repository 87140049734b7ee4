import fc from 'fast-check';
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

const WORDS = [
  'what is',
  'what time is it in',
  'Tokyo',
  'London',
  'and',
  ', ',
  'convert',
  '5 miles',
  'to km',
  'in',
  '17.5% of',
  '2,340',
  '+',
  '(',
  ')',
  'plus',
  'how do I',
  'stop an answer',
  'find',
  'in my chats',
  'tomorrow',
  'that',
  'of',
  '?',
  '!',
  '. ',
  '\n',
  'twenty',
  'hundred',
  'hello',
  'thanks',
  '°F',
  "'",
  '"',
];
const sentence = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 6 })), {
    maxLength: 14,
  })
  .map((words) => words.join(' '));
const message = fc.oneof(sentence, fc.string({ unit: 'grapheme', maxLength: 300 }));

const outcome: fc.Arbitrary<CallOutcome> = fc.oneof(
  fc.record({ kind: fc.constant('done' as const), value: fc.jsonValue() }),
  fc.record({ kind: fc.constant('failed' as const), message: fc.string({ minLength: 1 }) }),
  fc.constant<CallOutcome>({ kind: 'missing' }),
);

it('answers any message, whatever was asked before and whatever its tools say', () => {
  fc.assert(
    fc.property(
      message,
      message,
      fc.array(outcome, { maxLength: 12 }),
      (first, second, outcomes) => {
        const before = readMessage(first, []).map((intent) => ({ intent, result: '42' }));
        const intents = readMessage(second, before);
        expect(intents.length).toBeGreaterThan(0);
        expect(writeAnswer(intents, outcomes, TOOLS).trim()).not.toBe('');
      },
    ),
    { numRuns: 1500, examples: [['', 'what time is it in London', []]] },
  );
});

it('plans the same calls for the same message, few and with short arguments', () => {
  fc.assert(
    fc.property(message, (text) => {
      const calls = readMessage(text, []).flatMap(callsFor);
      expect(readMessage(text, []).flatMap(callsFor)).toEqual(calls);
      expect(JSON.stringify(calls).length).toBeLessThan(4000);
    }),
    { numRuns: 500 },
  );
});
