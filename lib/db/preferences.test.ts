import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogin, findLogin } from './logins';
import { completed, setPreferences } from './preferences';
import { openTestDatabase, type TestDatabase } from './testing';
import { createUser } from './users';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.dispose());

async function personWith() {
  const { id } = await createUser({ email: `p${Math.random()}@example.com` });
  const login = await createLogin(id, '');
  return { id, read: async () => (await findLogin(login.id))?.preferences };
}

it('has a default for everything', async () => {
  const person = await personWith();
  expect(await person.read()).toEqual({ textSize: 'medium', sendKey: 'enter', shortcuts: {} });
});

it('keeps each choice beside the others, two at once both', async () => {
  const person = await personWith();
  const other = await personWith();
  await Promise.all([
    setPreferences(person.id, { textSize: 'large' }),
    setPreferences(person.id, { sendKey: 'mod_enter', shortcuts: { stop: "Mod+'", newChat: '' } }),
  ]);
  expect(await person.read()).toEqual({
    textSize: 'large',
    sendKey: 'mod_enter',
    shortcuts: { stop: "Mod+'", newChat: '' },
  });
  await setPreferences(person.id, { shortcuts: { palette: 'Mod+G' } });
  expect((await person.read())?.shortcuts).toEqual({ palette: 'Mod+G' });
  expect((await other.read())?.textSize).toBe('medium');
});

it('reads what is stored and means nothing any more as the default', () => {
  const stored = JSON.parse('{"textSize":"huge","sendKey":"mod_enter","shortcuts":[1]}');
  expect(completed(stored)).toEqual({ textSize: 'medium', sendKey: 'mod_enter', shortcuts: {} });
});
