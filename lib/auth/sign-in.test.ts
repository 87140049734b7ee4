import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setUserStatus } from '@/lib/db/person-changes';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { createUser, findCredentials } from '@/lib/db/users';
import { hashPassword, needsRehash } from './password';
import { checkCredentials } from './sign-in';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse';
const headers = new Headers();
const tryWith = (email: string, password: string) => checkCredentials({ email, password }, headers);
const make = async () =>
  await createUser({ email: EMAIL, passwordHash: await hashPassword(PASSWORD) });

it('takes the right password with any spelling of the address', async () => {
  const person = await make();
  expect(await tryWith(' ADA@example.com ', PASSWORD)).toEqual(person);
});

it('A12: refuses everything else alike, in about the same time', async () => {
  await make();
  await createUser({ email: 'provider@example.com' });
  const times = new Map<string, number[]>();
  for (let round = 0; round < 7; round += 1) {
    for (const email of [EMAIL, 'nobody@example.com', 'provider@example.com', 'not an address']) {
      const start = performance.now();
      await expect(tryWith(email, `wrong ${round}`)).rejects.toMatchObject({
        code: 'unauthenticated',
      });
      times.set(email, [...(times.get(email) ?? []), performance.now() - start]);
    }
  }
  const medians = [...times.values()].map((list) => list.sort((a, b) => a - b)[3] ?? 0);
  // Wide, since other work shares the machine; without the hash it would be a tenth.
  expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(5);
});

it('refuses a password of any size without being slowed by it', async () => {
  await make();
  await expect(tryWith(EMAIL, PASSWORD + 'x'.repeat(5_000_000))).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});

it('tells only who knows the password that the account is switched off', async () => {
  const { id } = await make();
  await setUserStatus(id, 'disabled');
  await expect(tryWith(EMAIL, 'wrong')).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(tryWith(EMAIL, PASSWORD)).rejects.toMatchObject({ code: 'forbidden' });
});

it('makes an old hash new at the next sign-in', async () => {
  const old =
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  await createUser({ email: EMAIL, passwordHash: old });
  await tryWith(EMAIL, 'password');
  const { passwordHash } = (await findCredentials(EMAIL)) ?? {};
  expect(needsRehash(passwordHash ?? '')).toBe(false);
  await expect(tryWith(EMAIL, 'password')).resolves.toBeDefined();
});
