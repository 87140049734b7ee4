import { afterEach, beforeEach, expect, it } from 'vitest';
import { findAccountOwner } from './accounts';
import { createGroup, groupsOf, listGroups } from './groups';
import { acceptInvite, createInvite, findInvite, listInvites, revokeInvite } from './invites';
import { openTestDatabase, type TestDatabase } from './testing';
import { createUser, listUsers } from './users';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const NOW = 1_700_000_000_000;
const guest = { email: 'guest@example.com', name: 'Guest', passwordHash: 'h' };

const at = { actor: null, now: NOW };

it('A10: keeps only the digest of a code', async () => {
  const invite = await createInvite({ role: 'admin' }, at);
  const { rows } = await database.client.execute('select * from invites');
  expect(JSON.stringify(rows)).not.toContain(invite.code);
  expect(await findInvite(String(rows[0]?.hash), NOW)).toBeNull();
  expect(await findInvite(invite.code, NOW)).toEqual({
    id: invite.id,
    role: 'admin',
    email: null,
    groups: [],
    expiresAt: NOW + 7 * 86_400_000,
  });
});

it('A06: makes one account, however many use it at once', async () => {
  const { code } = await createInvite({}, at);
  const tries = Array.from({ length: 10 }, (_, n) =>
    acceptInvite(code, { ...guest, email: `g${n}@example.com` }, NOW),
  );
  const made = (await Promise.all(tries)).filter((person) => person !== null);
  expect(made).toHaveLength(1);
  expect(await listUsers()).toEqual(made);
  expect(await findInvite(code, NOW)).toBeNull();
});

it('takes role and address from the invitation', async () => {
  const { code } = await createInvite({ role: 'admin', email: ' Guest@Example.com' }, at);
  expect(await acceptInvite(code, { ...guest, email: 'other@example.com' }, NOW)).toBeNull();
  expect(await acceptInvite(code, guest, NOW)).toMatchObject({
    email: 'guest@example.com',
    role: 'admin',
    status: 'active',
  });
});

it('is not used up by an address that is taken', async () => {
  await createUser({ email: guest.email });
  const { code } = await createInvite({}, at);
  expect(await acceptInvite(code, guest, NOW)).toBeNull();
  expect(await findInvite(code, NOW)).not.toBeNull();
  expect(await listUsers()).toHaveLength(1);
});

it('expires', async () => {
  const { code } = await createInvite({ ttlMs: 1000 }, at);
  expect(await findInvite(code, NOW + 999)).not.toBeNull();
  expect(await findInvite(code, NOW + 1000)).toBeNull();
  expect(await acceptInvite(code, guest, NOW + 1000)).toBeNull();
  expect(await acceptInvite('no such code', guest, NOW)).toBeNull();
  expect(await listUsers()).toEqual([]);
});

it('of a person who came through a provider keeps that account', async () => {
  const { code } = await createInvite({}, at);
  const account = { provider: 'github', providerAccountId: '7' };
  const person = await acceptInvite(code, { ...guest, passwordHash: null, account }, NOW);
  expect(await findAccountOwner(account)).toEqual(person);
});

it('puts its person into the groups it names, those that exist', async () => {
  await createGroup({ name: 'One', description: '' }, at);
  const [group] = await listGroups();
  const { code } = await createInvite({ groups: [group?.id ?? '', 'gone'] }, at);
  expect(await listInvites(NOW)).toMatchObject([{ role: 'user', groups: ['One'], createdBy: '' }]);
  const person = await acceptInvite(code, guest, NOW);
  expect(await groupsOf(person?.id ?? '')).toEqual([{ id: group?.id, name: 'One' }]);
  expect(await listInvites(NOW)).toEqual([]);
});

it('can be taken back while it is open', async () => {
  const { id, code } = await createInvite({}, at);
  await revokeInvite(id, at);
  expect(await acceptInvite(code, guest, NOW)).toBeNull();
  await expect(revokeInvite(id, at)).rejects.toMatchObject({ code: 'not_found' });
});
