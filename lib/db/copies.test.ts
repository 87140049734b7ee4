import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ArchivedConversation,
  type ArchivedMessage,
  archivedConversationSchema,
} from '@/lib/contract/archive';
import { createAgent } from './agents';
import { findArchiveHead, listArchiveHeads, readArchive, shownBranch } from './archive';
import { bringCopyBack, insertConversation } from './copies';
import { searchMessages } from './search';
import { listPinned } from './session-lists';
import { trashSessions } from './session-trash';
import { getConversation } from './sessions';
import { openTestDatabase, type TestDatabase } from './testing';
import { createUser } from './users';

let database: TestDatabase;
let userId: string;
let agentId: string;

beforeEach(async () => {
  database = await openTestDatabase();
  userId = (await createUser({ email: 'ada@example.com' })).id;
  const agent = await createAgent({
    name: 'Weaver',
    description: '',
    icon: 'sparkles',
    engine: { kind: 'model', model: 'guide', instructions: '', tools: [] },
    enabled: true,
    access: 'everyone',
    people: [],
    groups: [],
    welcome: '',
    starters: [],
    traceVisibility: 'full',
    colour: '',
    inputPrice: null,
    outputPrice: null,
    currency: 'USD',
  });
  agentId = agent.id;
});

afterEach(() => database.dispose());

const question = (id: string, parentId: string | null, text: string): ArchivedMessage => ({
  id,
  parentId,
  role: 'user',
  createdAt: 10,
  parts: [{ type: 'text', text }],
});

const answer = (id: string, parentId: string, text: string): ArchivedMessage => ({
  ...question(id, parentId, text),
  role: 'assistant',
  status: 'stopped',
  durationMs: 4_200,
  firstEventMs: 350,
  parts: [
    {
      type: 'tool',
      toolCallId: 'c',
      toolName: 'web_search',
      state: 'done',
      args: {},
      result: 'x',
      startedAtMs: 400,
      endedAtMs: 1_900,
    },
    { type: 'text', text },
  ],
});

const conversation = (more: Partial<ArchivedConversation> = {}): ArchivedConversation => ({
  id: 'c1',
  title: 'Ants',
  agent: { id: 'elsewhere', name: 'Elsewhere' },
  createdAt: 5,
  updatedAt: 20,
  pinned: true,
  archived: false,
  tags: [
    { name: 'Work', colour: 'green' },
    { name: 'Bugs', colour: 'red' },
  ],
  headId: 'a1',
  messages: [
    question('q1', null, 'Ants?'),
    answer('a1', 'q1', 'They march'),
    answer('a2', 'q1', 'They fly'),
  ],
  ...more,
});

const insert = (value: ArchivedConversation, key = 'import:c1') =>
  insertConversation(userId, value, { agentId, key, now: 1 });

/** Ids are made anew: told by the order of the messages. */
function anonymous({ id: _, ...rest }: ArchivedConversation) {
  const place = new Map(rest.messages.map((message, i) => [message.id, i]));
  const at = (id: string | null) => (id === null ? null : place.get(id));
  const messages = rest.messages.map(({ id, parentId, ...message }) => ({
    ...message,
    id: at(id),
    parentId: at(parentId),
  }));
  return { ...rest, headId: at(rest.headId), messages };
}

async function exported(id: string): Promise<ArchivedConversation> {
  const head = await findArchiveHead(userId, id);
  if (!head) throw new Error('not exported');
  return readArchive(userId, head);
}

describe('insertConversation', () => {
  it('keeps every branch, the shown one, how answers ended, tags and pin', async () => {
    const id = await insert(conversation());
    const found = await getConversation(userId, id ?? '');
    expect(found?.messages.map(({ role, status }) => [role, status])).toEqual([
      ['user', undefined],
      ['assistant', 'stopped'],
    ]);
    expect(found?.messages[1]).toMatchObject({ durationMs: 4_200, firstEventMs: 350 });
    const copy = await exported(id ?? '');
    expect(copy.messages[1]).toMatchObject({ durationMs: 4_200, firstEventMs: 350 });
    expect(copy).toMatchObject({
      title: 'Ants',
      pinned: true,
      tags: [
        { name: 'Bugs', colour: 'red' },
        { name: 'Work', colour: 'green' },
      ],
    });
    expect(copy.messages.map(({ parts }) => parts)).toEqual(
      conversation().messages.map(({ parts }) => parts),
    );
    expect(shownBranch(copy.messages, copy.headId).at(-1)?.parts).toEqual(
      conversation().messages[1]?.parts,
    );
    expect((await searchMessages(userId, 'march', 5)).map((hit) => hit.sessionId)).toEqual([id]);
  });

  it('a file that was saved and taken in again is saved the same', async () => {
    const odd = '\u202eödd  ﷽\n```\n</script><b>=1+1'.normalize('NFC');
    const given = conversation({
      title: odd.slice(0, 20).trim(),
      agent: { id: agentId, name: 'Weaver' },
      pinned: false,
      archived: true,
      tags: [{ name: '=SUM(A1)', colour: 'pink' }],
      messages: [
        question('q1', null, odd),
        { ...answer('a1', 'q1', odd), status: 'failed' },
        { ...answer('a2', 'q1', ''), status: 'interrupted', parts: [] },
        question('q2', 'a2', 'On the other branch'),
      ],
    });
    const first = await exported((await insert(given)) ?? '');
    const file: unknown = JSON.parse(JSON.stringify(first));
    const taken = archivedConversationSchema.parse(file);
    const again = await exported((await insert(taken, 'import:again')) ?? '');
    expect(anonymous(again)).toEqual(anonymous(first));
    expect(anonymous(first)).toEqual(anonymous(given));
  });

  it('takes the same conversation once, however often it comes at once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => insert(conversation())));
    expect(ids.filter((id) => id !== null)).toHaveLength(1);
    expect(await listPinned(userId)).toHaveLength(1);
    const all = await database.client.execute('SELECT count(*) AS n FROM messages');
    expect(all.rows[0]?.n).toBe(3);
  });

  it('what was taken in and waits in the trash comes back when it is taken again', async () => {
    const id = (await insert(conversation())) ?? '';
    expect(await bringCopyBack(userId, 'import:c1')).toBeNull();
    await trashSessions(userId, [id], 5);
    expect(await insert(conversation())).toBeNull();
    const other = (await createUser({ email: 'bob@example.com' })).id;
    expect(await bringCopyBack(other, 'import:c1')).toBeNull();
    expect(await bringCopyBack(userId, 'import:c1')).toBe(id);
    expect((await exported(id)).messages).toHaveLength(3);
  });

  it('takes a conversation of thousands of messages whole', async () => {
    const messages: ArchivedMessage[] = [];
    for (let i = 0; i < 1201; i++) {
      messages.push(question(`m${i}`, i === 0 ? null : `m${i - 1}`, `Text ${i}`));
    }
    const id = await insert(conversation({ messages, headId: null }));
    const copy = await exported(id ?? '');
    expect(shownBranch(copy.messages, copy.headId)).toHaveLength(1201);
  });
});

describe('exporting', () => {
  it('pages through one’s own conversations, and finds nobody else’s', async () => {
    const other = (await createUser({ email: 'bob@example.com' })).id;
    const one = await insert(conversation(), 'import:1');
    const two = await insert(conversation(), 'import:2');
    const first = await listArchiveHeads(userId, { afterId: null, limit: 1 });
    const rest = await listArchiveHeads(userId, { afterId: first[0]?.id ?? null, limit: 9 });
    expect([...first, ...rest].map((head) => head.id)).toEqual([one, two]);
    expect(await listArchiveHeads(other, { afterId: null, limit: 9 })).toEqual([]);
    expect(await findArchiveHead(other, one ?? '')).toBeNull();
    const head = await findArchiveHead(userId, one ?? '');
    if (!head) throw new Error('not exported');
    expect((await readArchive(other, head)).messages).toEqual([]);
  });

  it('leaves out what the agent hides', async () => {
    const id = await insert(conversation());
    const head = await findArchiveHead(userId, id ?? '');
    if (!head) throw new Error('not exported');
    const hidden = await readArchive(userId, { ...head, visibility: 'hidden' });
    expect(hidden.messages).toHaveLength(3);
    expect(JSON.stringify(hidden)).not.toContain('web_search');
  });
});
