import { describe, expect, test } from 'vitest';
import type { ToolPart } from './message';
import {
  blocksOf,
  durationOf,
  jsonText,
  plainText,
  sizeOf,
  spanOf,
  tellingArgument,
  toolKey,
  toolSentence,
} from './steps';

function step(id: string, rest: Partial<ToolPart> = {}): ToolPart {
  return {
    type: 'tool',
    toolCallId: id,
    toolName: 'calculate',
    state: 'done',
    args: null,
    ...rest,
  };
}

describe('blocks', () => {
  test('steps in a row are one block, text parts them', () => {
    const blocks = blocksOf([step('a'), step('b'), { type: 'text', text: 'So far.' }, step('c')]);
    expect(blocks.map((block) => block.kind)).toEqual(['steps', 'text', 'steps']);
    expect(blocks[0]).toMatchObject({ steps: [{ toolCallId: 'a' }, { toolCallId: 'b' }] });
  });

  test('white space between two steps does not part them', () => {
    expect(blocksOf([step('a'), { type: 'text', text: '\n\n' }, step('b')])).toHaveLength(1);
  });

  test('a block keeps its key while text is added to it', () => {
    const before = blocksOf([step('a'), { type: 'text', text: 'So' }]);
    const after = blocksOf([step('a'), { type: 'text', text: 'So far' }]);
    expect(after.map((block) => block.key)).toEqual(before.map((block) => block.key));
  });
});

describe('names', () => {
  test.each([
    ['web_search', 'web_search'],
    ['searchWeb', 'web_search'],
    ['mcp__tavily__tavily-search', 'web_search'],
    ['functions.current_time', 'current_time'],
    ['GetCurrentTime', 'current_time'],
  ])('%s is known as %s', (name, key) => {
    expect(toolKey(name)).toBe(key);
  });

  test('an unknown name becomes a sentence', () => {
    expect(toolSentence('crm__getCustomerOrders')).toBe('Get customer orders');
  });

  test('a name of nothing but marks still has something to show', () => {
    expect(toolSentence('\u202e\u200b')).toBe('…');
  });

  test('direction marks cannot turn a name around', () => {
    expect(plainText('a\u202eb\u0007c')).toBe('a b c');
  });
});

describe('the argument that tells most', () => {
  test('prefers what is asked for over options', () => {
    expect(tellingArgument({ limit: 5, query: 'ML applications 2026' })).toBe(
      'ML applications 2026',
    );
  });

  test('says a conversion as one', () => {
    expect(tellingArgument({ value: 5, from: 'mile', to: 'km' })).toBe('5 mile → km');
  });

  test('takes any plain value when no name is known, and one line of it', () => {
    expect(tellingArgument({ nested: { a: 1 }, phrase: 'two\n  lines' })).toBe('two lines');
  });

  test.each([[null], [[1, 2]], [{}], [{ deep: { query: 'x' } }]])('%j has none', (args) => {
    expect(tellingArgument(args)).toBe('');
  });
});

describe('figures', () => {
  test('a duration needs both ends and is never negative', () => {
    expect(durationOf(step('a', { startedAtMs: 100, endedAtMs: 450 }))).toBe(350);
    expect(durationOf(step('a', { startedAtMs: 100 }))).toBeNull();
    expect(durationOf(step('a', { startedAtMs: 500, endedAtMs: 450 }))).toBe(0);
  });

  test('a span runs from the first start to the last end', () => {
    const steps = [
      step('a', { startedAtMs: 100, endedAtMs: 400 }),
      step('b', { startedAtMs: 150, endedAtMs: 900 }),
    ];
    expect(spanOf(steps)).toBe(800);
    expect(spanOf([step('a')])).toBeNull();
  });

  test('sizes are bytes, not characters', () => {
    expect(sizeOf('é')).toBe(2);
    expect(sizeOf({ a: 1 })).toBe(7);
  });

  test('text stays as it came, the rest is indented', () => {
    expect(jsonText('{"a":1}')).toBe('{"a":1}');
    expect(jsonText({ a: 1 })).toBe('{\n  "a": 1\n}');
  });
});
