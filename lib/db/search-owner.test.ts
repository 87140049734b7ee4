import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqlClient } from './client';
import { addAgent, addConversation, addMessage, addPerson } from './fixtures/conversations';
import { ids, search } from './fixtures/searching';
import { searchMessages } from './search';
import { archiveSession } from './session-care';
import { eraseTrashed, restoreSessions, trashSessions } from './session-trash';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
  await addPerson('ada');
  await addAgent('guide');
});
afterEach(() => database.dispose());

describe('whose', () => {
  it('nobody finds another person’s text, however alike the ids are', async () => {
    const people = ['ada', 'ADA', 'Ada', 'ada-1', 'ada_1', 'ada 1', 'ada1', 'adaé', 'adaée'];
    for (const id of people) {
      if (id !== 'ada') await addPerson(id);
      await addConversation({ id: `c-${id}`, userId: id, title: `secret of ${id}` });
      await addMessage(`c-${id}`, 'a secret thread', { id: `m-${id}`, userId: id, tools: ['spy'] });
    }
    for (const id of people) {
      for (const text of [
        'secret',
        'secr',
        'spy',
        'has:tool',
        'agent:guide',
        'secret agent:guide',
      ]) {
        for (const order of ['newest', 'best'] as const) {
          const found = await search(text, { order }, { id, role: 'admin' });
          const all = [
            ...ids(found).map((m) => m.slice(2)),
            ...found.conversations.map((c) => c.id.slice(2)),
          ];
          expect(all.length, `${id} ${text}`).toBeGreaterThan(0);
          expect(new Set(all), `${id} ${text}`).toEqual(new Set([id]));
        }
      }
      const tool = await searchMessages(id, 'secret', 10);
      expect(tool.map((hit) => hit.messageId)).toEqual([`m-${id}`]);
    }
  });

  it('hidden tools are not found by name, but for admins', async () => {
    await addAgent('quiet', { traceVisibility: 'hidden' });
    await addConversation({ id: 'c1', agentId: 'quiet' });
    await addMessage('c1', 'plain words', { id: 'm1', tools: ['spy_tool'] });
    await addMessage('c1', 'spy in the text', { id: 'm2', tools: ['other'] });
    expect(ids(await search('spy'))).toEqual(['m2']);
    expect(ids(await search('has:tool'))).toEqual([]);
    expect((await search('plain')).messages[0]?.tools).toEqual([]);
    expect(ids(await search('spy', {}, { id: 'ada', role: 'admin' }))).toEqual(['m2', 'm1']);
  });
});

describe('where', () => {
  beforeEach(async () => {
    await addConversation({ id: 'c1', title: 'flax' });
    await addMessage('c1', 'flax grows', { id: 'm1' });
  });
  const everything = async () => {
    const { messages, conversations } = await search('flax');
    const byTool = await searchMessages('ada', 'flax', 5);
    return [messages.length, conversations.length, byTool.length];
  };

  it('the archive is searched, and said', async () => {
    await archiveSession('ada', 'c1', { at: 5 });
    expect(await everything()).toEqual([1, 1, 1]);
    expect((await search('flax')).messages[0]?.conversation.archived).toBe(true);
  });

  it('the trash is not, until something is restored', async () => {
    await trashSessions('ada', ['c1'], 5);
    expect(await everything()).toEqual([0, 0, 0]);
    await restoreSessions('ada', { ids: ['c1'] });
    expect(await everything()).toEqual([1, 1, 1]);
  });

  it('a temporary conversation never is', async () => {
    await addConversation({ id: 'c2', title: 'flax too', temporary: true });
    await addMessage('c2', 'flax again');
    expect(await everything()).toEqual([1, 1, 1]);
  });

  it('what is deleted for good has left the index, word by word', async () => {
    await addMessage('c1', 'xylophonic quixotry', { tools: ['zebra_tool'] });
    const words = async (table: string) => {
      const result = await sqlClient().execute(`SELECT term FROM ${table}`);
      return result.rows.map((row) => row.term);
    };
    await sqlClient().execute("CREATE VIRTUAL TABLE mv USING fts5vocab('messages_fts', 'row')");
    await sqlClient().execute("CREATE VIRTUAL TABLE tv USING fts5vocab('titles_fts', 'row')");
    expect(await words('mv')).toContain('xylophonic');
    await trashSessions('ada', ['c1'], 5);
    expect(await eraseTrashed('ada', null)).toBe(1);
    expect(await words('mv')).toEqual([]);
    expect(await words('tv')).toEqual([]);
    const rows = await sqlClient().execute('SELECT hex(block) AS block FROM messages_fts_data');
    const stored = rows.rows.map((row) => row.block).join();
    expect(stored).not.toContain(Buffer.from('ylophonic').toString('hex').toUpperCase());
  });
});
