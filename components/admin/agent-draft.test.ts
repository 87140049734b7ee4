import { describe, expect, it } from 'vitest';
import { type AgentInput, type AgentSettings, agentSettingsSchema } from '@/lib/contract/agent';
import { NO_LIMITS } from '@/lib/contract/budget';
import {
  addStarter,
  draftOf,
  engineOf,
  inputOf,
  isChanged,
  moveItem,
  NEW_AGENT_DRAFT,
} from './agent-draft';

const ada = { id: 'ada', email: 'ada@x.test', name: 'Ada' };
const ben = { id: 'ben', email: 'ben@x.test', name: '' };

const stored: AgentSettings = {
  name: 'Research',
  description: 'Finds things',
  icon: 'globe',
  engine: {
    kind: 'model',
    model: 'openai:org/model:free',
    instructions: 'Be brief.\n',
    tools: ['calculate'],
  },
  enabled: false,
  access: 'people',
  people: ['ada', 'ben'],
  groups: ['g1'],
  welcome: 'Hello',
  starters: ['One', 'Two'],
  traceVisibility: 'names',
  colour: 'green',
  inputPrice: 2_500_000,
  outputPrice: null,
  currency: 'EUR',
  limits: { ...NO_LIMITS, messagesPerDay: 20 },
};

describe('a stored agent in the form', () => {
  it.each<AgentInput['engine']>([
    stored.engine,
    { kind: 'thinnest', upstreamAgentId: 'ag_1' },
    { kind: 'model', model: 'guide', instructions: '', tools: ['convert_units'] },
    { kind: 'model', model: 'anthropic:claude', instructions: '', tools: [] },
  ])('comes out as it went in: %j', (engine) => {
    const agent = { ...stored, engine };
    expect(inputOf(draftOf(agent, [ben, ada]))).toEqual(agent);
  });

  it('leaves out people who no longer exist', () => {
    expect(inputOf(draftOf(stored, [ada])).people).toEqual(['ada']);
  });
});

describe('what would be saved', () => {
  it('is refused by the rules for agents while the engine is not filled in', () => {
    for (const engine of ['thinnest', 'model'] as const) {
      const input = inputOf({ ...NEW_AGENT_DRAFT, name: 'x', engine });
      expect(agentSettingsSchema.safeParse(input).success).toBe(false);
    }
    const guide = inputOf({ ...NEW_AGENT_DRAFT, name: 'x', engine: 'guide' });
    expect(agentSettingsSchema.safeParse(guide).success).toBe(true);
  });

  it('leaves out empty starters and blanks around text', () => {
    const starters = [
      { key: 0, text: ' One ' },
      { key: 1, text: '  ' },
    ];
    const input = inputOf({ ...NEW_AGENT_DRAFT, name: ' x ', starters });
    expect(input).toMatchObject({ name: 'x', starters: ['One'] });
  });

  it('keeps what was typed for an engine that is not chosen any more', () => {
    const typed = draftOf(stored, []);
    const elsewhere = { ...typed, engine: 'thinnest', upstreamAgentId: 'ag_1' } as const;
    expect(engineOf({ ...elsewhere, engine: 'model' })).toEqual(stored.engine);
  });
});

describe('whether something changed', () => {
  const saved = draftOf(stored, [ada, ben]);
  it('is decided by what would be stored', () => {
    expect(isChanged({ ...saved, people: [ben, ada] }, saved)).toBe(false);
    expect(isChanged({ ...saved, starters: addStarter(saved.starters) }, saved)).toBe(false);
    expect(isChanged({ ...saved, upstreamAgentId: 'not chosen' }, saved)).toBe(false);
    expect(isChanged({ ...saved, name: 'Other' }, saved)).toBe(true);
    expect(isChanged({ ...saved, starters: moveItem(saved.starters, 0, 1) }, saved)).toBe(true);
  });
});

describe('starters', () => {
  it('a new one has a key of its own, also after others went', () => {
    const [, second] = draftOf(stored, []).starters;
    const keys = addStarter(addStarter(second ? [second] : [])).map((starter) => starter.key);
    expect(keys).toEqual([1, 2, 3]);
    expect(addStarter([])).toEqual([{ key: 0, text: '' }]);
  });

  it.each([
    [0, 1, 'bac'],
    [2, -1, 'acb'],
    [0, -1, 'abc'],
    [2, 1, 'abc'],
    [9, -1, 'abc'],
  ] as const)('moving place %i by %i gives %s', (from, by, expected) => {
    expect(moveItem(['a', 'b', 'c'], from, by).join('')).toBe(expected);
  });
});
