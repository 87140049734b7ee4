import { afterEach, beforeEach, expect, it } from 'vitest';
import { readOwnUsage } from './own-usage';
import { openTestDatabase, type TestDatabase } from './testing';
import { createUser } from './users';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const DAY = 86_400_000;
const TODAY = 20_000;

it('is told by day and agent, newest first, with the cost where there was a price', async () => {
  const ada = await createUser({ email: 'ada@example.com' });
  const ben = await createUser({ email: 'ben@example.com' });
  const use = (...args: [userId: string, day: number, agentId: string, messages: number]) => ({
    sql: `INSERT INTO usage_days (user_id, day, agent_id, messages, total_tokens)
      VALUES (?1, ?2, ?3, ?4, ?4 * 100)`,
    args,
  });
  await database.client.batch([
    `INSERT INTO agents (id, name, engine, created_at, updated_at) VALUES ('a', 'Weaver', '{}', 0, 0)`,
    use(ada.id, TODAY, 'a', 2),
    use(ada.id, TODAY, 'gone', 5),
    use(ada.id, TODAY - 30, 'a', 1),
    use(ada.id, TODAY - 31, 'a', 9),
    use(ben.id, TODAY, 'a', 7),
    {
      sql: `INSERT INTO person_days (day, user_id, agent_id, outcome, currency, cost_micros)
        VALUES (?1, ?2, 'a', 'completed', 'EUR', 1200), (?1, ?2, 'a', 'stopped', 'EUR', 300),
          (?1, ?2, 'a', 'completed', '', 0)`,
      args: [TODAY, ada.id],
    },
  ]);
  const days = await readOwnUsage(ada.id, 31, TODAY * DAY + 5);
  expect(days).toEqual([
    { day: TODAY, agentId: 'gone', agent: '', messages: 5, tokens: 500, costs: [] },
    {
      day: TODAY,
      agentId: 'a',
      agent: 'Weaver',
      messages: 2,
      tokens: 200,
      costs: [{ currency: 'EUR', micros: 1500 }],
    },
    { day: TODAY - 30, agentId: 'a', agent: 'Weaver', messages: 1, tokens: 100, costs: [] },
  ]);
});
