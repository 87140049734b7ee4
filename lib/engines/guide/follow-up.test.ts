import { describe, expect, it } from 'vitest';
import { type Before, beforeOf, readFollowUp } from './follow-up';
import type { Intent } from './intent';
import { callsFor } from './plan';

const before = (tool: string, input: object, result?: string): Before => {
  const found = beforeOf({ tool, input, result: result === undefined ? null : { result } });
  if (!found) throw new Error(`${tool} leaves nothing to follow up`);
  return found;
};
const inputsOf = (intent: Intent | null) =>
  intent ? callsFor(intent).map(({ input }) => input) : null;

const TIME = before('current_time', { place: 'Tokyo' });
const MILES = before('convert_units', { value: 5, from: 'miles', to: 'km' });
const SUM = before('calculate', { expression: '17.5% of 2,340' }, '409.5');
const HELP = before('search_help', { query: 'stop', limit: 4 });
const CHATS = before('search_my_chats', { query: 'looms' });

describe('what leans on the question before', () => {
  it.each<[string, Before, object[]]>([
    ['and in London?', TIME, [{ place: 'London' }]],
    ['what about Paris and Rome', TIME, [{ place: 'Paris' }, { place: 'Rome' }]],
    ['and tomorrow', TIME, [{ place: 'Tokyo', days: 1 }]],
    ['and tomorrow in Oslo', TIME, [{ place: 'Oslo', days: 1 }]],
    ['in feet', MILES, [{ value: 5, from: 'miles', to: 'feet' }]],
    ['and in feet and yards', MILES, [{ to: 'feet' }, { to: 'yards' }]],
    ['and 7', MILES, [{ value: 7, from: 'miles', to: 'km' }]],
    ['how about 3 yards', MILES, [{ value: 3, from: 'yards', to: 'km' }]],
    ['plus 10', SUM, [{ expression: '409.5 plus 10' }]],
    ['* 2', SUM, [{ expression: '409.5 * 2' }]],
    ['and 10% of that', SUM, [{ expression: '10% of 409.5' }]],
    ['and 20%', SUM, [{ expression: '20% of 2,340' }]],
    ['and of 5,000', SUM, [{ expression: '17.5% of 5,000' }]],
    ['about weaving', CHATS, [{ query: 'weaving' }]],
  ])('%s', (clause, one, inputs) => {
    expect(inputsOf(readFollowUp(clause.replace('?', ''), one))).toMatchObject(inputs);
  });

  it('tells more of the help, further down each time', () => {
    const more = readFollowUp('tell me more', HELP);
    expect(more).toMatchObject({ kind: 'help', query: 'stop', skip: 1 });
    expect(more && readFollowUp('more', { intent: more, result: null })).toMatchObject({ skip: 2 });
  });

  it.each<[string, Before]>([
    ['and in Narnia', TIME],
    ['and in kilograms of gold', MILES],
    ['why', SUM],
    ['thanks', HELP],
    ['and in London', SUM],
    ['more', TIME],
  ])('leaves %s alone', (clause, one) => {
    expect(readFollowUp(clause, one)).toBeNull();
  });

  it('uses a result only when it is a number, and a call only when it is one of its own', () => {
    const complex = before('calculate', { expression: 'sqrt(-4)' }, '2i');
    expect(readFollowUp('times 2', complex)).toBeNull();
    expect(beforeOf({ tool: 'web_search', input: { query: 'x' }, result: null })).toBeNull();
    expect(beforeOf({ tool: 'convert_units', input: { value: 'five' }, result: null })).toBeNull();
  });
});
