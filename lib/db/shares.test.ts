import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GUIDE_AGENT_ID } from '@/lib/contract/agent';
import { newId } from '@/lib/contract/ids';
import type { Message } from '@/lib/contract/message';
import { insertConversation } from './copies';
import { seedGuide } from './guide-agent';
import { setUserStatus } from './person-changes';
import { deleteSession } from './session-trash';
import {
  createShare,
  listShares,
  purgeShares,
  readShare,
  revokeAllShares,
  revokeShare,
} from './shares';
import { openTestDatabase, type TestDatabase } from './testing';
import { createUser } from './users';

let database: TestDatabase;
let userId: string;
let sessionId: string;

beforeEach(async () => {
  database = await openTestDatabase();
  await seedGuide();
  userId = (await createUser({ email: 'ada@example.com' })).id;
  const made = await insertConversation(
    userId,
    {
      id: 'c',
      title: 'Ants',
      agent: { id: '', name: '' },
      createdAt: 1,
      updatedAt: 1,
      pinned: false,
      archived: false,
      tags: [],
      headId: null,
      messages: [],
    },
    { agentId: GUIDE_AGENT_ID, key: 'k', now: 1 },
  );
  sessionId = made ?? '';
});

afterEach(() => database.dispose());

const messages: Message[] = [
  { id: 'm1', parentId: null, role: 'user', parts: [{ type: 'text', text: 'Hi' }], createdAt: 1 },
];
const share = (more: { expiresAt?: number | null } = {}) =>
  createShare(userId, { sessionId, withTrace: true, messages, expiresAt: null, ...more }, 1000);

describe('A18 shares', () => {
  it('give a reader their snapshot and nothing that leads elsewhere', async () => {
    const made = await share();
    expect(await readShare(made?.code ?? '')).toEqual({
      title: 'Ants',
      agent: { id: 'guide', name: 'Guide', icon: 'compass' },
      messages,
      createdAt: 1000,
    });
    expect(made?.code).toMatch(/^[0-9a-z]{26}$/);
    expect((await listShares(userId)).map(({ code }) => code)).toEqual([made?.code]);
  });

  it('are made only of one’s own conversation', async () => {
    const other = (await createUser({ email: 'bob@example.com' })).id;
    const theirs = { sessionId, withTrace: true, messages, expiresAt: null };
    expect(await createShare(other, theirs)).toBeNull();
    expect(await createShare(userId, { ...theirs, sessionId: newId() })).toBeNull();
    const made = await share();
    expect(await listShares(other)).toEqual([]);
    expect(await revokeShare(other, made?.code ?? '')).toBe(false);
    expect(await readShare(made?.code ?? '')).not.toBeNull();
  });

  it('end when they are revoked, expire, or their conversation or person goes', async () => {
    const [revoked, expiring, left] = [
      await share(),
      await share({ expiresAt: 2000 }),
      await share(),
    ];
    expect(await revokeShare(userId, revoked?.code ?? '')).toBe(true);
    expect(await readShare(revoked?.code ?? '')).toBeNull();

    expect(await readShare(expiring?.code ?? '', 1999)).not.toBeNull();
    expect(await readShare(expiring?.code ?? '', 2000)).toBeNull();
    expect((await listShares(userId, { now: 2000 })).map(({ code }) => code)).toEqual([left?.code]);
    expect(await purgeShares(2000)).toBe(1);

    await setUserStatus(userId, 'disabled');
    expect(await readShare(left?.code ?? '')).toBeNull();
    await setUserStatus(userId, 'active');
    expect(await readShare(left?.code ?? '')).not.toBeNull();
    await deleteSession(userId, sessionId);
    expect(await readShare(left?.code ?? '')).toBeNull();
    const rows = await database.client.execute('SELECT count(*) AS n FROM shares');
    expect(rows.rows[0]?.n).toBe(0);
  });

  it('can be ended all at once', async () => {
    await share();
    await share();
    expect(await revokeAllShares(userId)).toBe(2);
    expect(await listShares(userId)).toEqual([]);
  });
});
