/** All that can belong to a person, to see that nobody else gets at it. */

import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { createLogin } from '@/lib/db/logins';
import { addToQueue } from '@/lib/db/queue';
import { createTag } from '@/lib/db/tags';
import { listTokens } from '@/lib/db/tokens';
import { builtAction } from './build';
import type { TestPerson, World } from './fixtures';
import { done, text } from './upstream/steps';
import { callAction, signedIn, withToken } from './visitor';

/** What belongs to somebody, by its ids. */
export interface Things {
  session: string;
  question: string;
  answer: string;
  run: string;
  agent: string;
  share: string;
  tag: string;
  queued: string;
  token: string;
  login: string;
}

const NAMES = [
  'session',
  'question',
  'answer',
  'run',
  'agent',
  'share',
  'tag',
  'queued',
  'token',
  'login',
] as const;

/** A request with a JSON body. */
export const json = (method: string, body: object) => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

/** A conversation with an answer, and all that hangs on it. */
export async function thingsOf(url: string, world: World, person: TestPerson): Promise<Things> {
  const agent = await world.agent([text('A private answer.'), done()], {
    access: 'people',
    people: [person.id],
  });
  const sent = await withToken(url, person.token).send(
    '/chat/stream',
    json('POST', { agent_id: agent.id, message: 'A private question' }),
  );
  await sent.text();
  const session = sent.headers.get('x-session-id') ?? '';
  const { rows } = await sqlClient().execute({
    sql: 'SELECT id, user_message_id AS question, assistant_message_id AS answer FROM runs WHERE session_id = ?',
    args: [session],
  });
  const [tag, queued] = [newId(), newId()];
  await createTag(person.id, { id: tag, name: 'Private', colour: 'green' }, Date.now());
  await addToQueue(
    { userId: person.id, sessionId: session },
    { id: queued, text: 'y' },
    Date.now(),
  );
  const { id: login } = await createLogin(person.id, 'test');
  const cookie = await signedIn(url, person);
  const shared = await callAction(cookie, builtAction('shareConversation'), {
    id: session,
    withTrace: false,
    days: null,
  });
  return {
    session,
    question: String(rows[0]?.question),
    answer: String(rows[0]?.answer),
    run: String(rows[0]?.id),
    agent: agent.id,
    share: /"code":"([^"]+)"/.exec(shared.text)?.[1] ?? '',
    tag,
    queued,
    token: (await listTokens(person.id))[0]?.id ?? '',
    login,
  };
}

/** Ids of nothing. */
export function nothing(): Things {
  const made = NAMES.map((name) => [name, newId()]);
  return Object.fromEntries(made);
}

/** Every row of the database that names one of these, but for when they were last seen. */
export async function rowsAbout(ids: readonly string[]): Promise<string[]> {
  const tables = await sqlClient().execute(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name",
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await sqlClient().execute(`SELECT * FROM "${name}"`);
    for (const row of rows) {
      const { last_seen_at, last_used_at, ...kept } = row;
      const line = `${name} ${JSON.stringify(kept)}`;
      if (ids.some((id) => line.includes(id))) found.push(line);
    }
  }
  return found;
}

/** An answer without the ids that were asked for and what is new each time. */
export function comparable(answer: string, of: Things): string {
  let same = answer;
  for (const name of NAMES) same = same.replaceAll(of[name], name);
  return same;
}
