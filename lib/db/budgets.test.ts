import { afterEach, beforeEach, expect, it } from 'vitest';
import { NO_LIMITS } from '@/lib/contract/budget';
import { listBudgets, readBudget, setBudget } from './budgets';
import { openTestDatabase, type TestDatabase } from './testing';
import { createUser } from './users';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const admin = { actor: { id: 'root', email: 'root@example.com' }, origin: '192.0.2.1' };

it('keeps a budget a target, lists it by name, and forgets it when nothing is limited', async () => {
  const ada = await createUser({ email: 'ada@example.com' });
  const target = { scope: 'person' as const, subjectId: ada.id };
  await setBudget(target, { ...NO_LIMITS, messagesPerDay: 5 }, admin);
  await setBudget(target, { ...NO_LIMITS, tokensPerDay: 7 }, admin);
  await setBudget({ scope: 'default', subjectId: '' }, { ...NO_LIMITS, concurrentRuns: 2 }, admin);
  expect(await readBudget(target)).toEqual({ ...NO_LIMITS, tokensPerDay: 7 });
  expect((await listBudgets()).map(({ scope, name }) => [scope, name])).toEqual([
    ['default', ''],
    ['person', 'ada@example.com'],
  ]);
  await setBudget(target, NO_LIMITS, admin);
  expect(await listBudgets()).toHaveLength(1);
});

it('M04: notes who set what, with before and after', async () => {
  const target = { scope: 'default' as const, subjectId: '' };
  await setBudget(target, { ...NO_LIMITS, messagesPerDay: 5 }, admin);
  await setBudget(target, { ...NO_LIMITS, messagesPerDay: 3 }, admin);
  const { rows } = await database.client.execute(
    'select action, actor_email, before, after, origin from audit order by n desc limit 1',
  );
  expect(rows[0]).toMatchObject({
    action: 'limits.update',
    actor_email: 'root@example.com',
    origin: '192.0.2.1',
    before: JSON.stringify({ messagesPerDay: 5 }),
    after: JSON.stringify({ messagesPerDay: 3 }),
  });
});

it('refuses a target that does not exist', async () => {
  for (const scope of ['group', 'person', 'agent', 'default'] as const) {
    await expect(setBudget({ scope, subjectId: 'nobody' }, NO_LIMITS, admin)).rejects.toMatchObject(
      { code: 'not_found' },
    );
  }
});
