/** What a fault test starts from: an upstream that plays scripts, a server in front of it, people, agents. */

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Script, type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import type { AgentInput } from '@/lib/contract/agent';
import { agentInputSchema } from '@/lib/contract/agent';
import { newId } from '@/lib/contract/ids';
import { createAgent } from '@/lib/db/agents';
import { installDatabase, openDatabase } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';
import { createToken } from '@/lib/db/tokens';
import { createUser, type Person } from '@/lib/db/users';
import { type ApiClient, createClient } from './client';
import { type FaultServer, startServer } from './server';

/** The key that the server shows its upstream, which must appear nowhere else. */
export const UPSTREAM_KEY = 'upstream-key-of-the-fault-tests-0123456789';

/** A person with a token. */
export interface Visitor extends Person {
  token: string;
  client: ApiClient;
}

/** An agent of the scripted platform. */
export interface ScriptedAgent {
  id: string;
  /** What the upstream knows it by. */
  upstreamId: string;
}

/** One server with its upstream. */
export interface World {
  upstream: ScriptedUpstream;
  server: FaultServer;
  person(url?: string): Promise<Visitor>;
  agent(script: Script, more?: Partial<AgentInput>): Promise<ScriptedAgent>;
  /** Requests the upstream has seen for an agent. */
  calls(agent: ScriptedAgent): number;
  dispose(): Promise<void>;
}

export interface WorldOptions {
  env?: Record<string, string>;
  /** Where the database stands, if not in a folder of its own. */
  folder?: string;
  /** Puts something between the server and its upstream; resolves to its address. */
  between?: (upstreamUrl: string) => Promise<string>;
}

/** Variables under which no test meets a limit on sending that it does not ask for. */
const ROOMY = { RATE_LIMIT_PER_MINUTE: '1000000', MAX_CONCURRENT_RUNS: '10000' };

/** The environment of a server in front of this upstream. */
export function serverEnv(upstreamUrl: string, more: Record<string, string> = {}) {
  return {
    ...ROOMY,
    THINNESTAI_BASE_URL: upstreamUrl,
    THINNESTAI_API_KEY: UPSTREAM_KEY,
    MAX_TAILS_PER_PERSON: '10000',
    ...more,
  };
}

/** Starts an upstream and a server. */
export async function openWorld({ env, folder, between }: WorldOptions = {}): Promise<World> {
  const upstream = await startUpstream({ apiKey: UPSTREAM_KEY, patienceMs: 30_000 });
  const server = await startServer({
    env: serverEnv((await between?.(upstream.url)) ?? upstream.url, env),
    ...(folder === undefined ? {} : { folder }),
  });
  return {
    upstream,
    server,
    person: (url = server.url) => createVisitor(server.database, url),
    agent: (script, more) => createScriptedAgent(server.database, { upstream, script, more }),
    calls: (agent) => upstream.requests.filter((r) => r.agentId === agent.upstreamId).length,
    async dispose() {
      await server.dispose();
      await upstream.close();
    },
  };
}

/** Adds a person with a token to a database; `url` is the server they will talk to. */
export function createVisitor(database: string, url: string): Promise<Visitor> {
  return withDatabase(database, async () => {
    const email = `ada-${newId()}@example.com`;
    const person = await createUser({ email, name: 'Ada', role: 'user', passwordHash: null });
    const { token } = await createToken(person.id, 'test');
    return { ...person, token, client: createClient(url, token) };
  });
}

interface AgentParts {
  upstream: ScriptedUpstream;
  script: Script;
  more?: Partial<AgentInput> | undefined;
}

/** Adds an agent to a database and its script to the upstream. */
export function createScriptedAgent(
  database: string,
  { upstream, script, more = {} }: AgentParts,
): Promise<ScriptedAgent> {
  return withDatabase(database, async () => {
    const upstreamId = `ag_${newId()}`;
    upstream.script(upstreamId, script);
    const engine = { kind: 'thinnest' as const, upstreamAgentId: upstreamId };
    const input = agentInputSchema.parse({ name: 'Weaver', engine, ...more });
    const agent = await createAgent(input);
    return { id: agent.id, upstreamId };
  });
}

let turn: Promise<unknown> = Promise.resolve();

/** Does something with the functions of `lib/db` on a file, one at a time, and lets go of it. */
export function withDatabase<T>(path: string, work: () => Promise<T>): Promise<T> {
  const next = turn.then(async () => {
    await mkdir(dirname(path), { recursive: true });
    const handle = openDatabase(`file:${path}`);
    installDatabase(handle);
    try {
      await migrate(handle.client);
      return await work();
    } finally {
      installDatabase(null);
      handle.close();
    }
  });
  turn = next.catch(() => undefined); // The caller hears of it; the next one need not.
  return next;
}
