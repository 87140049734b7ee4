/**
 * Who is measured: Gossamer and its references, all in front of the same upstream and
 * up at the same time, so that their turns can be interleaved.
 */

import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { startApp } from '@/e2e/app';
import { addAgent, addPeople, upstreamAgentId } from './people';
import { startListening } from './programs';
import type { Plan, StreamSpec } from './readers';
import { startReference } from './reference';

/** `direct` has no server between; `pipe` is `node:http`, `raw` and `sdk` are Next.js routes. */
export type Name = 'direct' | 'pipe' | 'raw' | 'sdk' | 'gossamer';

export interface Contestant {
  name: Name;
  /** Whose processor time counts; of `direct`, the upstream's. */
  pid: number;
  process: ChildProcess;
  /** The streams of so many people who ask at once. */
  streams(count: number, plan: Plan): Promise<StreamSpec[]>;
}

export interface Contest {
  contestants: Contestant[];
  /** The one of that name. */
  of(name: Name): Contestant;
  /** Where Gossamer's database lies, and its address. */
  gossamer: { database: string; url: string; process: ChildProcess };
  upstreamUrl: string;
  stop(): Promise<void>;
}

/** Limits under which no measurement meets a limit that it does not ask for. */
const ROOMY = {
  RATE_LIMIT_PER_MINUTE: '1000000',
  MAX_CONCURRENT_RUNS: '10000',
  MAX_LIVE_RUNS: '10000',
  MAX_TAILS_PER_PERSON: '10000',
  LOG_LEVEL: 'warn',
};

/** What Gossamer is started with besides. */
export interface ContestOptions {
  names: readonly Name[];
  env?: Record<string, string>;
  /** The same of the reference. */
  reference?: Record<string, string>;
}

/** Starts them. Gossamer must have been built. */
export async function openContest({
  names,
  env = {},
  reference: more,
}: ContestOptions): Promise<Contest> {
  const upstream = await startListening('upstream.ts');
  const stops: (() => Promise<void>)[] = [upstream.stop];
  const app = await startApp({
    env: {
      ...ROOMY,
      THINNESTAI_BASE_URL: upstream.url,
      THINNESTAI_API_KEY: 'the-key-of-the-measurements',
      ...env,
    },
  });
  stops.unshift(app.stop);
  const database = join(app.folder, 'gossamer.db');
  const url = app.url.replace('localhost', '127.0.0.1');
  const plain = (name: Name, child: ChildProcess, address: string): Contestant => ({
    name,
    pid: child.pid ?? 0,
    process: child,
    streams: async (count, plan) =>
      Array.from({ length: count }, () => ({
        url: address,
        headers: {},
        body: JSON.stringify({ agent_id: upstreamAgentId(plan), message: 'Go on.' }),
        plan,
      })),
  });

  const contestants: Contestant[] = [];
  if (names.includes('direct')) {
    contestants.push(plain('direct', upstream.process, `${upstream.url}/chat/stream`));
  }
  if (names.includes('pipe')) {
    const pipe = await startListening('pipe.ts', { UPSTREAM_URL: upstream.url });
    stops.unshift(pipe.stop);
    contestants.push(plain('pipe', pipe.process, `${pipe.url}/`));
  }
  if (names.includes('raw') || names.includes('sdk')) {
    const reference = await startReference(upstream.url, more);
    stops.unshift(reference.stop);
    if (names.includes('raw'))
      contestants.push(plain('raw', reference.process, `${reference.url}/raw`));
    if (names.includes('sdk'))
      contestants.push(plain('sdk', reference.process, `${reference.url}/sdk`));
  }
  const pid = app.process.pid ?? 0;
  contestants.push({
    name: 'gossamer',
    pid,
    process: app.process,
    streams: gossamerStreams(database, url),
  });

  return {
    contestants,
    of(name) {
      const found = contestants.find((one) => one.name === name);
      if (!found) throw new Error(`${name} is not in this contest.`);
      return found;
    },
    gossamer: { database, url, process: app.process },
    upstreamUrl: upstream.url,
    async stop() {
      for (const stop of stops) await stop();
    },
  };
}

/** Each stream is a new conversation of a person of its own. */
function gossamerStreams(database: string, url: string): Contestant['streams'] {
  const agents = new Map<string, string>();
  const tokens: string[] = [];
  return async (count, plan) => {
    const key = upstreamAgentId(plan);
    const agentId = agents.get(key) ?? (await addAgent(database, plan));
    agents.set(key, agentId);
    if (tokens.length < count) tokens.push(...(await addPeople(database, count - tokens.length)));
    return tokens.slice(0, count).map((token) => ({
      url: `${url}/chat/stream`,
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ agent_id: agentId, message: 'Go on.' }),
      plan,
    }));
  };
}
