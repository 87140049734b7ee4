import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from './events';
import { applyEvent, EMPTY_ANSWER, foldEvents, textOf } from './message';
import { redactEvent, redactParts } from './visibility';

const id = fc.constantFrom('a', 'b', 'c');
const event: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), content: fc.string() }),
  fc.record({
    type: fc.constant('tool_call' as const),
    id,
    name: fc.string(),
    args: fc.constant(1),
  }),
  fc.record({
    type: fc.constant('tool_result' as const),
    id,
    name: fc.string(),
    result: fc.constant('r'),
    failed: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('done' as const),
    status: fc.constantFrom('completed', 'stopped'),
  }),
  fc.record({
    type: fc.constant('error' as const),
    message: fc.string(),
    code: fc.constant('no_terminal' as const),
  }),
);

describe('the fold', () => {
  test('of a prefix, then of the rest, is the fold of all', () => {
    fc.assert(
      fc.property(fc.array(event), fc.nat(), (events, cut) => {
        const at = cut % (events.length + 1);
        const prefix = foldEvents(events.slice(0, at));
        expect(foldEvents(events.slice(at), prefix)).toEqual(foldEvents(events));
      }),
      { numRuns: 500 },
    );
  });

  test('S19 lets nothing after the end change anything, and leaves no step running', () => {
    fc.assert(
      fc.property(fc.array(event), fc.array(event), (before, after) => {
        const ended = applyEvent(foldEvents(before), { type: 'done', status: 'completed' });
        expect(foldEvents(after, ended)).toBe(ended);
        expect(ended.parts.some((part) => part.type === 'tool' && part.state === 'running')).toBe(
          false,
        );
      }),
    );
  });

  test('keeps the parts an event did not touch, so that only the last is drawn again', () => {
    const one = foldEvents([
      { type: 'text', content: 'a' },
      { type: 'tool_call', id: 't', name: 'n', args: null },
      { type: 'text', content: 'b' },
    ]);
    const two = applyEvent(one, { type: 'text', content: 'c' });
    expect(two.parts[0]).toBe(one.parts[0]);
    expect(two.parts[1]).toBe(one.parts[1]);
    expect(two.parts[2]).toEqual({ type: 'text', text: 'bc' });
    expect(one.parts[2]).toEqual({ type: 'text', text: 'b' });
  });

  test('is the concatenation of all text', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        const answer = foldEvents(texts.map((content) => ({ type: 'text', content })));
        expect(textOf(answer.parts)).toBe(texts.join(''));
      }),
    );
  });
});

test('what is hidden is in neither event nor part', () => {
  const events: RunEvent[] = [
    { type: 'text', content: 'seen' },
    { type: 'tool_call', id: 't', name: 'look', args: { secret: 'args' } },
    { type: 'tool_result', id: 't', name: 'look', result: 'secret result' },
  ];
  const { parts } = foldEvents(events, EMPTY_ANSWER);
  for (const visibility of ['names', 'hidden'] as const) {
    const sent = JSON.stringify([
      events.map((one) => redactEvent(one, visibility)),
      redactParts(parts, visibility),
    ]);
    expect(sent).not.toContain('secret');
    expect(sent).toContain('seen');
    expect(sent.includes('look')).toBe(visibility === 'names');
  }
  expect(redactParts(parts, 'full')).toBe(parts);
});
