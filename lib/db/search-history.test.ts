import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SearchResults } from '@/lib/contract/search-results';
import { addAgent, addConversation, addMessage, addPerson } from './fixtures/conversations';
import { ids, NOW, search } from './fixtures/searching';
import { createTag, setSessionTags } from './tags';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
const DAY = 86_400_000;

beforeEach(async () => {
  database = await openTestDatabase();
  await addPerson('ada');
  await addAgent('guide');
});
afterEach(() => database.dispose());

const marked = (results: SearchResults, i = 0) =>
  results.messages[i]?.excerpt.map(({ text, match }) => (match ? `[${text}]` : text)).join('');

describe('what is found', () => {
  beforeEach(async () => {
    await addConversation({ id: 'c1', title: 'Silk and café prices' });
    await addMessage('c1', 'How much is raw silk in Café Central?', { id: 'q1', at: 1 });
    await addMessage('c1', '**Silk** costs 40 a kilo; silken thread more.', {
      id: 'a1',
      at: 2,
      tools: ['web_search', 'read_page'],
    });
    await addConversation({ id: 'c2', title: 'Wool' });
    await addMessage('c2', 'wool and silk', { id: 'q2', at: 3 });
  });

  it('holds all words, newest first, whatever the case and the accents', async () => {
    expect(ids(await search('silk'))).toEqual(['q2', 'a1', 'q1']);
    expect(ids(await search('SILK wool'))).toEqual(['q2']);
    expect(ids(await search('cafe'))).toEqual(['q1']);
    expect(ids(await search('kilo "costs 40"'))).toEqual(['a1']);
    expect(ids(await search('"40 costs"'))).toEqual([]);
  });

  it('takes the last word as a beginning while it is typed, from three letters on', async () => {
    expect(ids(await search('sil'))).toEqual(['q2', 'a1', 'q1']);
    expect(ids(await search('si'))).toEqual([]);
    expect(ids(await search('sil '))).toEqual([]);
    expect(ids(await search('thre kilo'))).toEqual([]);
  });

  it('shows the stretch round it, without markup, with the words marked', async () => {
    expect(marked(await search('silk kilo'))).toBe('[Silk] costs 40 a [kilo]; silken thread more.');
    expect(marked(await search('silke'))).toBe('Silk costs 40 a kilo; [silken] thread more.');
    expect(marked(await search('cafe'))).toBe('How much is raw silk in [Café] Central?');
  });

  it('finds the match far inside a long text', async () => {
    await addMessage('c2', `${'Ünder the bridge. '.repeat(2_000)}A needle lies here.`, {
      id: 'long',
    });
    const text = marked(await search('needle'));
    expect(text).toContain('[needle] lies here.');
    expect(text?.length).toBeLessThan(260);
  });

  it('finds titles, with the words marked', async () => {
    const { conversations } = await search('cafe');
    expect(conversations.map((one) => one.id)).toEqual(['c1']);
    expect(conversations[0]?.title).toContainEqual({ text: 'café', match: true });
  });

  it('finds tools by name, and has:tool all that used one', async () => {
    expect(ids(await search('read_page'))).toEqual(['a1']);
    expect((await search('web_search')).messages[0]?.tools).toEqual(['web_search']);
    expect((await search('has:tool')).messages[0]?.tools).toEqual(['web_search', 'read_page']);
    expect(ids(await search('silk has:tool'))).toEqual(['a1']);
    expect(ids(await search('wool has:tool'))).toEqual([]);
  });

  it('takes nothing typed as syntax', async () => {
    for (const text of [
      '"',
      '"""',
      'a AND OR NOT',
      '*',
      'user_id:ada',
      'text : (x)',
      "silk') --",
      'NEAR(a b)',
      '^silk',
      '-silk',
      '{silk}',
      '\u0000silk\uE002',
      'agent:',
      'tag:""',
    ]) {
      await search(text);
    }
    expect(ids(await search('silk*'))).toEqual(['q2', 'a1', 'q1']);
  });
});

describe('filters', () => {
  beforeEach(async () => {
    await addAgent('weaver', { name: 'Master Weaver' });
    await addConversation({ id: 'c1', title: 'Loom' }, NOW - 40 * DAY);
    await addMessage('c1', 'thread one', { id: 'old', at: Date.UTC(2026, 1, 10) });
    await addConversation({ id: 'c2', agentId: 'weaver', title: 'Spindle' }, NOW - DAY);
    await addMessage('c2', 'thread two', { id: 'new', at: Date.UTC(2026, 2, 19, 23) });
    await createTag('ada', { id: 't1', name: 'Big project', colour: 'blue' }, 1);
    await setSessionTags('ada', 'c1', ['t1']);
  });

  it('agent: and tag: by name, in quotes when it has spaces', async () => {
    expect(ids(await search('thread agent:"master weaver"'))).toEqual(['new']);
    expect(ids(await search('thread agent:weaver'))).toEqual(['new']);
    expect(ids(await search('tag:"big project" thread'))).toEqual(['old']);
    expect((await search('tag:"big project"')).conversations.map(({ id }) => id)).toEqual(['c1']);
  });

  it('before: and after: by the person’s own days', async () => {
    expect(ids(await search('thread before:2026-03-01'))).toEqual(['old']);
    expect(ids(await search('thread after:2026-03'))).toEqual(['new']);
    expect(ids(await search('thread after:yesterday'))).toEqual(['new']);
    // 23:00 UTC on the 19th is the 20th in Auckland.
    expect(ids(await search('thread after:today'))).toEqual([]);
    expect(ids(await search('thread after:today', { timeZone: 'Pacific/Auckland' }))).toEqual([]);
    expect(ids(await search('thread after:2026-03-20', { timeZone: 'Pacific/Auckland' }))).toEqual([
      'new',
    ]);
    expect(ids(await search('thread after:2026-02-01 before:2026-03-01'))).toEqual(['old']);
  });

  it('explains what it cannot use, and then finds nothing rather than too much', async () => {
    const problems = async (text: string) => {
      const found = await search(text);
      expect(found.messages).toEqual([]);
      return found.problems.map(({ reason }) => reason);
    };
    expect(await problems('thread agent:nobody')).toEqual(['no_agent']);
    expect(await problems('thread tag:none')).toEqual(['no_tag']);
    expect(await problems('thread before:soon')).toEqual(['date']);
    expect(await problems('thread after:2026-02-30')).toEqual(['date']);
    expect(await problems('thread has:luck')).toEqual(['has']);
    expect(await problems('thread agent:')).toEqual(['empty']);
  });

  it('pages through conversations when there are only filters', async () => {
    for (let i = 0; i < 25; i += 1)
      await addConversation({ id: `x${i}`, agentId: 'weaver' }, 5_000 + (i % 3));
    const first = await search('agent:weaver');
    const second = await search('agent:weaver', { after: first.next });
    expect([first.conversations.length, second.conversations.length, second.next]).toEqual([
      20,
      6,
      null,
    ]);
    expect(
      new Set([...first.conversations, ...second.conversations].map(({ id }) => id)).size,
    ).toBe(26);
  });
});

describe('pages and order', () => {
  beforeEach(async () => {
    await addConversation({ id: 'c1', title: 'c1' });
    await addConversation({ id: 'c2', title: 'c2' });
    for (let i = 0; i < 45; i += 1) {
      await addMessage(i % 2 ? 'c1' : 'c2', `thread ${'filler '.repeat(30)}`, {
        id: `m${i}`,
        at: i,
      });
    }
  });

  it('pages newest first without a gap or a repetition, counting once', async () => {
    const first = await search('thread');
    const second = await search('thread', { after: first.next });
    const third = await search('thread', { after: second.next });
    expect([first.count, second.count, first.countIsFloor]).toEqual([45, null, false]);
    const all = [...ids(first), ...ids(second), ...ids(third)];
    expect(all).toEqual(Array.from({ length: 45 }, (_, i) => `m${44 - i}`));
    expect(third.next).toBeNull();
  });

  it('best first puts the closer text before the newer one, conversations together', async () => {
    await addConversation({ id: 'c3', title: 'thread' });
    await addMessage('c3', 'thread, thread, thread', { id: 'close', at: 0 });
    await addMessage('c1', `thread ${'filler '.repeat(30)}`, { id: 'newer', at: 99 });
    const best = await search('thread', { order: 'best' });
    expect(ids(best)[0]).toBe('close');
    const order = best.messages.map((message) => message.conversation.id);
    const runs = order.filter((id, i) => id !== order[i - 1]);
    expect(runs.length).toBe(new Set(order).size);
    const second = await search('thread', { order: 'best', after: best.next });
    expect(ids(second).some((id) => ids(best).includes(id))).toBe(false);
  });
});

describe('time', () => {
  beforeEach(async () => {
    await addConversation({ id: 'c1', title: 'c1' });
    for (let i = 0; i < 200; i += 1) await addMessage('c1', `thread ${i}`, { id: `m${i}`, at: i });
  });
  /** A clock that says each look at it came so many milliseconds after the one before. */
  const clock = (stepMs: number) => {
    let now = 0;
    return () => (now += stepMs);
  };

  it('counts far where that is quick, and to a page’s end where it is slow', async () => {
    const quick = await search('thread', { clock: clock(0.1) });
    expect([quick.count, quick.countIsFloor, quick.messages.length]).toEqual([120, true, 20]);
    const slow = await search('thread', { clock: clock(30) });
    expect([slow.count, slow.countIsFloor, slow.messages.length]).toEqual([30, true, 20]);
  });

  it('ranks all where that is quick, and fewer of the newest where it is slow', async () => {
    const quick = await search('thread', { order: 'best', clock: clock(0.1) });
    expect([quick.count, quick.countIsFloor]).toEqual([200, false]);
    const slow = await search('thread', { order: 'best', clock: clock(30) });
    expect([slow.count, slow.countIsFloor]).toEqual([30, true]);
  });
});
