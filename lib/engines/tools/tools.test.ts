import { asSchema, type Tool } from 'ai';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TOOL_NAMES, type ToolName } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import type { ChatHit } from '@/lib/engines/engine';
import { calculate } from './calculate';
import { createTools, type ToolContext } from './tools';

const hit = (excerpt: string, role: ChatHit['role'] = 'user'): ChatHit => ({
  sessionId: 's/1',
  title: 'Title',
  role,
  excerpt,
  createdAt: Date.UTC(2026, 2, 4),
});

const context = (changes: Partial<ToolContext> = {}): ToolContext => ({
  data: { searchMyChats: async () => [] },
  question: 'What did I ask about looms?',
  now: () => Date.UTC(2026, 2, 4, 12),
  searchHelp: async () => [],
  limitMs: 1000,
  ...changes,
});

function toolOf(name: ToolName, changes: Partial<ToolContext> = {}): Tool {
  const found = createTools([name], context(changes))[name];
  if (!found) throw new Error(`no tool ${name}`);
  return found;
}

async function run(tool: Tool, input: object, abortSignal?: AbortSignal): Promise<unknown> {
  return await tool.execute?.(input, { toolCallId: 'c', messages: [], context: {}, abortSignal });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the tools a model is given', () => {
  it('are those it was given, each described with its arguments', async () => {
    expect(Object.keys(createTools(['calculate', 'search_help'], context()))).toEqual([
      'calculate',
      'search_help',
    ]);
    for (const [name, tool] of Object.entries(createTools(TOOL_NAMES, context()))) {
      const schema = await asSchema(tool.inputSchema).jsonSchema;
      expect(schema, name).toMatchObject({ type: 'object', additionalProperties: false });
      expect(Object.keys(schema.properties ?? {}).length, name).toBeGreaterThan(0);
      expect(tool.description?.length, name).toBeGreaterThan(40);
    }
  });

  it.each<[ToolName, object]>([
    ['calculate', { expression: '' }],
    ['calculate', { expression: '1'.repeat(501) }],
    ['current_time', { place: 'Rome', days: 1.5 }],
    ['current_time', { place: 'Rome', days: 99_999 }],
    ['convert_units', { value: '5', from: 'km', to: 'm' }],
    ['search_help', { query: 'x', limit: 0 }],
    ['search_my_chats', { query: 'x', limit: 500 }],
  ])('%s refuses %j', async (name, input) => {
    const result = await asSchema(toolOf(name).inputSchema).validate?.(input);
    expect(result?.success).toBe(false);
  });

  it('look some days ahead when asked to', async () => {
    expect(await run(toolOf('current_time'), { place: 'Rome', days: 1 })).toMatchObject({
      date: '2026-03-05',
    });
  });
});

describe('search_my_chats', () => {
  it('leaves out the question that is being asked, and no answer', async () => {
    const asked: [string, number][] = [];
    const searchMyChats = async (query: string, limit: number) => {
      asked.push([query, limit]);
      return [
        hit('What did I ask about \uE000looms\uE001?'),
        hit('… ask about \uE000looms\uE001 …'),
        hit('my \uE000looms\uE001 are broken'),
        hit('ask about \uE000looms\uE001', 'assistant'),
      ];
    };
    const found = await run(toolOf('search_my_chats', { data: { searchMyChats } }), {
      query: 'looms',
      limit: 3,
    });
    expect(found).toMatchObject({
      results: [
        { excerpt: 'my looms are broken', date: '2026-03-04', href: '/c/s%2F1' },
        { excerpt: 'ask about looms', role: 'assistant' },
      ],
    });
    expect(asked).toEqual([['looms', 4]]);
  });
});

describe('a call', () => {
  const never = { data: { searchMyChats: () => new Promise<ChatHit[]>(() => undefined) } };

  it('ends with the run, at once, with the run’s reason', async () => {
    const stop = new AbortController();
    const running = run(toolOf('search_my_chats', never), { query: 'x' }, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(running).rejects.toThrow('stopped');
    await expect(
      run(toolOf('calculate'), { expression: '1+1' }, AbortSignal.abort(new Error('before'))),
    ).rejects.toThrow('before');
  });

  it('has a time limit', async () => {
    const running = run(toolOf('search_my_chats', { ...never, limitMs: 10 }), { query: 'x' });
    await expect(running).rejects.toThrow('This step took too long.');
  });

  it('passes on our own sentences, and nothing else', async () => {
    const failWith = (error: unknown) =>
      run(toolOf('search_help', { searchHelp: () => Promise.reject(error) }), { query: 'x' });
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await expect(failWith(new AppError('validation', { message: 'Ours.' }))).rejects.toThrow(
      'Ours.',
    );
    await expect(failWith(new Error('/etc/passwd'))).rejects.toThrow('This step failed.');
    await expect(failWith(new AppError('storage_busy'))).rejects.toThrow('This step failed.');
  });
});
it('the factorial of a fraction is the approximate one', async () => {
  expect(Number((await calculate('.5!')).result)).toBeCloseTo(0.886227, 5);
});

it('a calculation of anything at all ends soon, with a result or a sentence', async () => {
  const piece = fc.constantFrom(
    '1',
    '9',
    '.5',
    '+',
    '-',
    '*',
    '/',
    '^',
    '%',
    '!',
    '(',
    ')',
    'sqrt(',
    'e',
    'km',
    ',',
    ' mod ',
    'max(',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.array(piece, { maxLength: 24 }).map((parts) => parts.join('')),
        fc.string({ maxLength: 60 }),
      ),
      async (text) => {
        const began = performance.now();
        const found = await calculate(text).catch((error: unknown) => {
          expect(error).toBeInstanceOf(AppError);
          return { result: '-' };
        });
        expect(found.result.length).toBeGreaterThan(0);
        expect(performance.now() - began).toBeLessThan(2000);
      },
    ),
    { numRuns: 1500 },
  );
});
