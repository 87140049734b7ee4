import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { verifyPassword } from '@/lib/auth/password';
import { findInvite } from '@/lib/db/invites';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { findTokenOwner } from '@/lib/db/tokens';
import { findCredentials } from '@/lib/db/users';
import { env } from '@/lib/env';
import { run } from './run';

let server: TestDatabase;
let file: string;
beforeAll(async () => {
  server = await openTestDatabase();
  file = `${server.url.slice('file:'.length)}.agent.json`;
  Object.assign(env, { APP_URL: 'https://chat.example.com' });
});
afterAll(() => server.dispose());

/** What a command gives to programs; rejects with the error it would print. */
async function admin(command: string, options: Record<string, string> = {}): Promise<unknown> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return (await run([...command.split(' '), ...args])).data;
}

async function createAgentOf(content: unknown): Promise<unknown> {
  writeFileSync(file, JSON.stringify(content));
  return admin('agent create', { file });
}

const ann = { email: 'Ann@Example.com' };
const bob = { email: 'bob@example.com' };
const password = 'a long one';

describe('user', () => {
  test('people are made, listed, given roles and passwords, shut out and let in', async () => {
    const made = await admin('user create', { ...ann, password, role: 'user' });
    expect(made).toEqual({ id: expect.any(String), email: 'ann@example.com', role: 'user' });
    expect(await admin('user set-role', { ...ann, role: 'admin' })).toMatchObject({
      role: 'admin',
    });
    await admin('user set-password', { ...ann, password: 'another one' });
    const stored = await findCredentials(ann.email);
    expect(await verifyPassword('another one', stored?.passwordHash ?? null)).toBe(true);

    const last = 'This is the last active admin. Name another first.';
    await expect(admin('user disable', ann)).rejects.toThrow(last);
    await admin('user create', { ...bob, password, role: 'admin' });
    expect(await admin('user disable', ann)).toMatchObject({ status: 'disabled' });
    expect(await admin('user enable', ann)).toMatchObject({ status: 'active' });
    expect(await admin('user reset-link', ann)).toMatchObject({
      link: expect.stringMatching(/\/reset\/[\w-]{32}$/),
    });
    await admin('user create', { email: 'gone@example.com', password });
    await admin('user delete', { email: 'gone@example.com' });
    const list = await admin('user list');
    expect(list).toMatchObject([{ email: 'ann@example.com' }, { email: 'bob@example.com' }]);
    expect(JSON.stringify(list)).not.toContain('argon2');
  });

  test.each([
    ['a short password', { email: 'c@example.com', password: 'short' }, 'at least 10'],
    ['no address', { email: 'c@@example.com', password }, 'Not an e-mail'],
    ['a taken address', { email: 'BOB@example.com', password }, 'already has'],
    ['an unknown role', { email: 'c@example.com', password, role: 'king' }, 'user, admin'],
  ])('%s is refused with a sentence', async (_what, options, sentence) => {
    await expect(admin('user create', options)).rejects.toThrow(sentence);
  });

  test.each([
    ['user list', { frob: 'x' }, "Unknown option '--frob'"],
    ['user list all', {}, "Unexpected argument 'all'"],
    ['user disable', {}, '--email ADDRESS is missing.'],
    ['user disable', { email: 'x@y.z' }, 'Nobody here has the address x@y.z'],
  ])('%s with %j is refused', async (command, options, sentence) => {
    await expect(admin(command, { ...options })).rejects.toThrow(sentence);
  });
});

describe('token and invite', () => {
  test('tokens work, are listed without themselves, and end', async () => {
    const schema = z.strictObject({ id: z.string(), name: z.literal('laptop'), token: z.string() });
    const made = schema.parse(await admin('token create', { ...bob, name: 'laptop' }));
    expect(made.token).toMatch(/^gsm_[\w-]{32,}$/);
    expect((await findTokenOwner(made.token))?.person).toMatchObject(bob);
    const list = await admin('token list', bob);
    expect(list).toMatchObject([{ id: made.id, name: 'laptop' }]);
    expect(JSON.stringify(list)).not.toContain('gsm_');
    await admin('token revoke', { ...bob, id: made.id });
    expect(await findTokenOwner(made.token)).toBeNull();
    await expect(admin('token revoke', { ...bob, id: made.id })).rejects.toThrow('no working');
  });

  test('an invitation is a link that can be used', async () => {
    const schema = z.object({ link: z.string(), role: z.literal('admin') });
    const { link } = schema.parse(await admin('invite create', { role: 'admin', days: '1' }));
    const code = link.replace('https://chat.example.com/invite/', '');
    expect(await findInvite(code)).toMatchObject({ role: 'admin', email: null });
    await expect(admin('invite create', { days: '0' })).rejects.toThrow('--days');
  });
});

describe('agent', () => {
  test('agents come from files, and a listed agent is a file again', async () => {
    const settings = { engine: 'thinnest', upstreamAgentId: 'ag_1' };
    const flat = { id: 'support', name: 'Support', ...settings, enabled: true, access: 'everyone' };
    expect(await createAgentOf(flat)).toMatchObject(flat);
    const local = { name: 'Local', engine: 'model', model: 'gpt-5-mini', tools: ['calculate'] };
    const stored = { ...local, model: 'openai:gpt-5-mini', enabled: false, access: 'people' };
    const people = { enabled: false, access: 'people', people: [bob.email] };
    expect(await createAgentOf({ ...local, ...people })).toMatchObject(stored);

    const listed = z.array(z.record(z.string(), z.unknown())).parse(await admin('agent list'));
    expect(listed.map((agent) => agent.name)).toEqual(['Guide', 'Support', 'Local']);
    const copy = await createAgentOf({ ...listed[2], id: 'copy' });
    expect(copy).toMatchObject({ ...stored, id: 'copy', people: listed[2]?.people });
  });

  test.each([
    ['guide', 'guide'],
    ['llama3:8b', 'openai:llama3:8b'],
    ['claude-sonnet-5', 'anthropic:claude-sonnet-5'],
    ['gemini-3-pro', 'google:gemini-3-pro'],
    ['anthropic:own', 'anthropic:own'],
  ])('the model %s is %s', async (model, stored) => {
    expect(await createAgentOf({ name: 'M', engine: 'model', model })).toMatchObject({
      model: stored,
    });
  });

  test('a wrong file is told everything that is wrong with it', async () => {
    const wrong = createAgentOf({ name: ' ', engine: 'model', tools: ['rm'], access: 'nobody' });
    const lines = String(await wrong.catch((error: unknown) => error)).split('\n');
    expect(lines.map((line) => line.replace(/: .*/, ''))).toEqual([
      'Error',
      '- name',
      '- model',
      '- tools.0',
      '- access',
    ]);
    const typo = { name: 'a', engine: 'thinnest', upsteamAgentId: 'x' };
    await expect(createAgentOf(typo)).rejects.toThrow('upsteamAgentId');
    const nobody = { name: 'a', engine: 'model', model: 'guide', people: ['x@y.z'] };
    await expect(createAgentOf(nobody)).rejects.toThrow('nobody here has the address x@y.z');
    const taken = { id: 'guide', name: 'a', engine: 'model', model: 'guide' };
    await expect(createAgentOf(taken)).rejects.toThrow('this id');
    writeFileSync(file, '{"name":');
    await expect(admin('agent create', { file })).rejects.toThrow(`${file} is not JSON`);
    await expect(admin('agent create', { file: `${file}.no` })).rejects.toThrow('cannot be read');
  });
});
