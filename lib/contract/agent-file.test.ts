import { describe, expect, it } from 'vitest';
import { agentSettingsSchema } from './agent';
import { agentsOfFile, MAX_FILE_AGENTS, readAgentFile, toAgentFile } from './agent-file';
import { NO_LIMITS } from './budget';

const settings = agentSettingsSchema.parse({
  name: 'Research',
  colour: 'green',
  engine: { kind: 'model', model: 'openai:x', instructions: 'Be brief.', tools: ['calculate'] },
  starters: ['One'],
  inputPrice: 2_000_000,
  currency: 'EUR',
  limits: { ...NO_LIMITS, messagesPerDay: 4 },
});

describe('an agent file', () => {
  it('is read as what was written', () => {
    const flat = JSON.parse(JSON.stringify(toAgentFile(settings)));
    expect(flat).toMatchObject({ name: 'Research', engine: 'model', model: 'openai:x' });
    expect(readAgentFile(flat)).toEqual({ ok: true, file: { settings } });
  });

  it.each([
    ['one agent', { name: 'a', engine: 'model' }, 1],
    ['a list', [{}, {}], 2],
    ['what the admin pages write', { kind: 'gossamer.agents', agents: [{}] }, 1],
    ['something else', { hello: 1 }, null],
    ['agents that are no list', { agents: {} }, null],
    ['text', 'x', null],
  ])('may be %s', (_, content, count) => {
    expect(agentsOfFile(content)?.length ?? null).toBe(count);
  });

  it('says in plain words what is wrong with each field', () => {
    const wrong = {
      name: 7,
      engine: 'model',
      model: 'two words',
      access: 'nobody',
      colour: 'beige',
      starters: 'One',
      enabled: 'yes',
      inputPrice: -1,
      currency: 'Euro',
      limits: { messagesPerDay: 1.5 },
      description: 'x'.repeat(301),
    };
    const read = readAgentFile(wrong);
    const problems = read.ok
      ? []
      : read.problems.map(({ field, sentence }) => `${field} ${sentence}`);
    expect(problems).toEqual([
      'name must be text.',
      'description is too long or too large: at most 300.',
      'colour is not one of the values it may have.',
      'model Write provider:model, for example openai:gpt-5-mini, or guide.',
      'enabled must be true or false.',
      'access must be one of everyone, admins, people.',
      'starters must be a list.',
      'inputPrice A price cannot be below zero.',
      'currency Write the currency as three letters, for example EUR.',
      'limits.messagesPerDay Write a whole number, or leave it empty.',
    ]);
    expect(MAX_FILE_AGENTS).toBeGreaterThan(100);
  });

  it('names fields it does not know, such as keys', () => {
    const whole = { name: 'a', engine: 'thinnest', upstreamAgentId: 'x' };
    const problem = { field: 'apiKey', sentence: 'is not a field of an agent.' };
    expect(readAgentFile({ ...whole, apiKey: 's' })).toEqual({ ok: false, problems: [problem] });
    expect(readAgentFile({ ...whole, apiKey: 's', name: '' })).toEqual({
      ok: false,
      problems: [problem, { field: 'name', sentence: 'Give the agent a name.' }],
    });
  });
});
