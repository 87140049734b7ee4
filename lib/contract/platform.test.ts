import { describe, expect, it } from 'vitest';
import { comparePlatform, type LinkedAgent } from './platform';

const there = (id: string, name = id) => ({ id, name, model: 'm', agentType: 'chat' });
const here = (id: string, more: Partial<LinkedAgent> = {}): LinkedAgent => ({
  id: `local-${id}`,
  name: id,
  upstreamAgentId: id,
  seen: { name: id, model: 'm', agentType: 'chat', seenAt: 1 },
  updatedAt: 1,
  archived: false,
  ...more,
});

describe('the platform compared with here', () => {
  it('tells what is new, changed, gone and the same', () => {
    const listed = [there('a'), there('b', 'Renamed'), there('new')];
    const found = comparePlatform(listed, [here('a'), here('b'), here('c')], true);
    expect(found.fresh.map(({ id }) => id)).toEqual(['new']);
    expect(found.changed.map(({ agent, changes }) => [agent.id, changes])).toEqual([
      ['local-b', [{ field: 'name', before: 'b', after: 'Renamed' }]],
    ]);
    expect(found.gone.map(({ id }) => id)).toEqual(['local-c']);
    expect(found.same).toBe(1);
  });

  it('does not undo a name that was given here', () => {
    expect(comparePlatform([there('a')], [here('a', { name: 'Ours' })], true).changed).toEqual([]);
  });

  it('names every field that changed there', () => {
    const now = { id: 'a', name: 'x', model: 'y', agentType: 'z' };
    const [one] = comparePlatform([now], [here('a')], true).changed;
    expect(one?.changes.map(({ field }) => field)).toEqual(['name', 'model', 'agentType']);
  });

  it('compares one that was made by hand by its name alone', () => {
    const own = here('a', { seen: null, name: 'Ours' });
    expect(comparePlatform([there('a')], [own], true).changed).toHaveLength(1);
    expect(comparePlatform([there('a', 'Ours')], [own], true).same).toBe(1);
  });

  it('says nothing is gone while the list is not whole, nor of what is put away', () => {
    expect(comparePlatform([], [here('a')], false).gone).toEqual([]);
    expect(comparePlatform([], [here('a', { archived: true })], true).gone).toEqual([]);
  });
});
