/**
 * A02: an id of somebody else's costs what an id of nothing costs. Time itself cannot be
 * compared on a machine that does other things; what is asked of the database can.
 */

import { NextRequest } from 'next/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as messages from '@/app/api/sessions/[sessionId]/messages/route';
import * as queue from '@/app/api/sessions/[sessionId]/queue/route';
import * as read from '@/app/api/sessions/[sessionId]/read/route';
import * as tab from '@/app/api/sessions/[sessionId]/tab/route';
import * as stream from '@/app/chat/stream/route';
import * as byPath from '@/app/v1/agents/[agentId]/chat/route';
import * as chats from '@/app/v2/chats/[sessionId]/route';
import { agentInputSchema } from '@/lib/contract/agent';
import { newId } from '@/lib/contract/ids';
import { createAgent } from '@/lib/db/agents';
import { sqlClient } from '@/lib/db/client';
import { addToQueue } from '@/lib/db/queue';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { createToken } from '@/lib/db/tokens';
import { createUser } from '@/lib/db/users';

interface Ids {
  session: string;
  question: string;
  answer: string;
  run: string;
  queued: string;
  agent: string;
}

let database: TestDatabase;
let theirs: Ids;
let token: string;
const idsOfNothing = (): Ids => ({
  session: newId(),
  question: newId(),
  answer: newId(),
  run: newId(),
  queued: newId(),
  agent: newId(),
});

beforeAll(async () => {
  database = await openTestDatabase();
  const owner = await createUser({ email: 'ada@example.com', name: 'Ada' });
  const stranger = await createUser({ email: 'bob@example.com', name: 'Bob' });
  token = (await createToken(stranger.id, 'test')).token;
  theirs = idsOfNothing();
  const { session, question, answer, run, queued } = theirs;
  const engine = { kind: 'model' as const, model: 'guide' };
  const input = { name: 'Weaver', engine, access: 'people', people: [owner.id] };
  await createAgent(agentInputSchema.parse(input), { id: theirs.agent });
  await createAgent(agentInputSchema.parse({ name: 'Everybody’s', engine }), { id: 'shared' });
  const message = (id: string, parent: string | null, role: string) => ({
    sql: `INSERT INTO messages (id, session_id, user_id, parent_id, role, text, run_id, created_at)
      VALUES (?, ?, ?, ?, ?, 'Private', ?, 0)`,
    args: [id, session, owner.id, parent, role, role === 'user' ? null : run],
  });
  await sqlClient().batch(
    [
      {
        sql: `INSERT INTO sessions (id, user_id, agent_id, key, title, upstream_id, head_id, created_at, updated_at, read_at)
          VALUES (?1, ?2, ?3, ?1, 'Private', 'x', ?4, 0, 0, 0)`,
        args: [session, owner.id, theirs.agent, answer],
      },
      message(question, null, 'user'),
      {
        sql: `INSERT INTO runs (id, user_id, session_id, agent_id, user_message_id, assistant_message_id,
            claim, status, request_hash, writer, lease_until, started_at, log_start)
          VALUES (?, ?, ?, ?, ?, ?, '', 'completed', '', '', 0, 0, 0)`,
        args: [run, owner.id, session, theirs.agent, question, answer],
      },
      message(answer, question, 'assistant'),
    ],
    'write',
  );
  await addToQueue({ userId: owner.id, sessionId: session }, { id: queued, text: 'y' }, 0);
});
afterAll(() => database.dispose());

type Route = (of: Ids) => Promise<Response>;

function request(method: string, path: string, body?: object): NextRequest {
  return new NextRequest(`http://localhost${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

const inSession = ({ session }: Ids) => ({ params: Promise.resolve({ sessionId: session }) });
const chat = (body: (of: Ids) => object): Route => {
  return (of) => {
    const params = Promise.resolve({ agentId: 'shared' });
    return byPath.POST(request('POST', '/', { message: 'x', ...body(of) }), { params });
  };
};

const ROUTES: Record<string, Route> = {
  'earlier messages': (of) => messages.GET(request('GET', `/?before=${of.answer}`), inSession(of)),
  'a message that waits': (of) =>
    queue.POST(request('POST', '/', { id: newId(), text: 'x' }), inSession(of)),
  'changing one': (of) =>
    queue.PATCH(request('PATCH', '/', { id: of.queued, text: 'x' }), inSession(of)),
  'sending one': (of) => queue.PUT(request('PUT', '/', { id: of.queued }), inSession(of)),
  'taking one out': (of) => queue.DELETE(request('DELETE', `/?id=${of.queued}`), inSession(of)),
  'having read': (of) => read.POST(request('POST', '/'), inSession(of)),
  'being in a tab': (of) => tab.POST(request('POST', '/'), inSession(of)),
  'leaving a tab': (of) => tab.DELETE(request('DELETE', '/'), inSession(of)),
  'attaching to a conversation': (of) =>
    stream.GET(request('GET', `/?session_id=${of.session}`), {}),
  'attaching to a run': (of) => stream.GET(request('GET', `/?run_id=${of.run}`), {}),
  'stopping a conversation': (of) =>
    stream.DELETE(request('DELETE', `/?session_id=${of.session}`), {}),
  'stopping a run': (of) => stream.DELETE(request('DELETE', `/?run_id=${of.run}`), {}),
  'a chat': (of) => chats.GET(request('GET', '/'), inSession(of)),
  'deleting a chat': (of) => chats.DELETE(request('DELETE', '/'), inSession(of)),
  'an agent': (of) =>
    byPath.POST(request('POST', '/', { message: 'x' }), {
      params: Promise.resolve({ agentId: of.agent }),
    }),
  'a conversation to go on in': chat((of) => ({ session_id: of.session })),
  'a parent': chat((of) => ({ parent_message_id: of.answer })),
  'a question to ask again': chat((of) => ({ retry_message_id: of.question })),
  'an answer to continue': chat((of) => ({ continue_message_id: of.answer })),
};

/** The status of an answer, and the statements it took: the single ones, then those in batches. */
async function workOf(route: Route, of: Ids) {
  const execute = vi.spyOn(database.client, 'execute');
  const batch = vi.spyOn(database.client, 'batch');
  const response = await route(of);
  await response.text();
  const run: unknown[] = [
    ...execute.mock.calls.map(([one]) => one),
    ...batch.mock.calls.flatMap(([all]) => all),
  ];
  vi.restoreAllMocks();
  const statements = run.map((one) => {
    return typeof one === 'object' && one && 'sql' in one ? one.sql : one;
  });
  return { status: response.status, statements };
}

test.each(Object.entries(ROUTES))(
  'A02: %s of somebody else’s is as much work as of nobody’s',
  async (_, route) => {
    await workOf(route, idsOfNothing()); // What is read once a process is read now.
    const [strange, nothing] = [await workOf(route, theirs), await workOf(route, idsOfNothing())];
    expect(strange.statements.length).toBeGreaterThan(1);
    expect(strange).toEqual(nothing);
  },
);
