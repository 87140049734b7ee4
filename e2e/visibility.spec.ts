/** What people may see of an agent's steps, on every way that an answer leaves the server. */

import { expect } from '@playwright/test';
import { unzipSync } from 'fflate';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { builtAction } from './build';
import { type TestPerson, test } from './fixtures';
import { done, text, toolCall, toolResult } from './upstream/steps';
import { callAction, signedIn, type Visitor, withToken } from './visitor';

const WORDS = 'What I found is here.';

/** A short name, since a long one is cut where a step is said in words. */
const NAME = `zz${newId().slice(0, 10)}`;
const SECRET = `secret${newId()}`;
const STEPS = [
  toolCall(NAME, { query: SECRET }),
  toolResult(NAME, { found: [SECRET] }),
  toolCall(NAME, { query: SECRET }),
  toolResult(NAME, { error: SECRET }),
  text(WORDS),
  done(),
];

interface Ways {
  app: { url: string };
  agentId: string;
  person: TestPerson;
}

/** Every way out, by its name, as the text that a caller gets. */
async function everyWay({ app, agentId, person }: Ways): Promise<Record<string, string>> {
  const api = withToken(app.url, person.token);
  const browser = await signedIn(app.url, person);
  const read = async (who: Visitor, path: string) => (await who.send(path)).text();
  const ask = (path: string, more: object = {}) =>
    api.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agent_id: agentId, message: 'Hello', ...more }),
    });

  const sent = await ask('/chat/stream');
  const id = sent.headers.get('x-session-id') ?? '';
  const ways: Record<string, string> = { stream: await sent.text() };
  ways['the same attached to'] = await read(api, `/chat/stream?session_id=${id}`);
  ways['as one reply'] = await (await ask('/chat')).text();
  ways['as one reply of v1'] = await (await ask(`/v1/agents/${agentId}/chat`)).text();
  ways['of v2'] = await read(api, `/v2/chats/${id}`);
  const second = await (await ask('/chat/stream', { session_id: id })).text();
  ways['of an agent with a memory'] = second;

  const { rows } = await sqlClient().execute({
    sql: 'SELECT id FROM messages WHERE session_id = ? ORDER BY n DESC LIMIT 1',
    args: [id],
  });
  const last = String(rows[0]?.id);
  ways['messages above'] = await read(browser, `/api/sessions/${id}/messages?before=${last}`);
  const first = JSON.parse(ways['messages above']).messages[0].id;
  const beside = `after=${first}&leaf=${last}`;
  ways['messages below'] = await read(browser, `/api/sessions/${id}/messages?${beside}`);

  ways.page = await read(browser, `/c/${id}`);
  ways['page at a message'] = await read(browser, `/c/${id}?m=${last}`);
  ways['page as data'] = await asData(browser, `/c/${id}`);
  ways['on paper'] = await read(browser, `/print/${id}`);
  for (const format of ['md', 'html', 'json']) {
    ways[format] = await read(browser, `/api/sessions/${id}/export?format=${format}`);
    const all = await browser.send(`/api/export?format=${format}`);
    ways[`all as ${format}`] = format === 'json' ? await all.text() : await unzipped(all);
  }
  const made = await callAction(browser, builtAction('shareConversation'), {
    id,
    withTrace: true,
    days: null,
  });
  const code = /"code":"([0-9a-z]{26})"/.exec(made.text)?.[1];
  ways['in a share'] = await read(withToken(app.url, ''), `/s/${code}`);
  ways.found = await read(browser, `/api/search?q=${NAME}`);
  ways['found by what it got'] = await read(browser, `/api/search?q=${SECRET}`);
  return ways;
}

/** A page as its scripts ask for it: led to an address that says which parts they have. */
async function asData(browser: Visitor, path: string): Promise<string> {
  const headers = { RSC: '1' };
  const answer = await browser.send(path, { headers });
  const led = answer.headers.get('location');
  if (!led) return answer.text();
  const { pathname, search } = new URL(led, browser.url);
  return (await browser.send(pathname + search, { headers })).text();
}

async function unzipped(response: Response): Promise<string> {
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  return Object.values(files)
    .map((file) => new TextDecoder().decode(file))
    .join('\n');
}

/** By which ways something got out. Names are also said as words, with a capital. */
function ways(all: Record<string, string>, what: string): string[] {
  return Object.keys(all).filter((way) => all[way]?.toLowerCase().includes(what));
}

/** What a search says of what was asked for, which is no way out. */
const ASKED = ['found', 'found by what it got'];

test('all of a step, its name or nothing of it: on every way out', async ({ app, world }) => {
  const see = async (traceVisibility: 'full' | 'names' | 'hidden') => {
    const agent = await world.agent(STEPS, { traceVisibility });
    return everyWay({ app, agentId: agent.id, person: await world.person() });
  };
  const full = await see('full');
  const answers = Object.keys(full).filter((way) => !ASKED.includes(way));
  // Each way does carry an answer, and with it what may be seen.
  for (const way of answers)
    expect([way, full[way]]).toEqual([way, expect.stringContaining(WORDS)]);
  const withSteps = answers.filter((way) => way !== 'of v2');
  expect(ways(full, NAME)).toEqual(expect.arrayContaining(withSteps));
  expect(ways(full, SECRET)).toEqual(expect.arrayContaining(withSteps));

  const names = await see('names');
  for (const way of answers)
    expect([way, names[way]]).toEqual([way, expect.stringContaining(WORDS)]);
  expect(ways(names, NAME)).toEqual(expect.arrayContaining(withSteps));
  expect(ways(names, SECRET)).toEqual([]);
  expect(JSON.parse(names.found ?? '').messages).toHaveLength(4);

  const hidden = await see('hidden');
  for (const way of answers)
    expect([way, hidden[way]]).toEqual([way, expect.stringContaining(WORDS)]);
  expect(ways(hidden, NAME)).toEqual([]);
  expect(ways(hidden, SECRET)).toEqual([]);
  expect(JSON.parse(hidden.found ?? '').messages).toEqual([]);
});
