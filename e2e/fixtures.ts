/**
 * What a browser test starts from: `test`, with a server of the worker's own behind
 * `page.goto('/…')`, a scripted platform behind that, people and agents for the asking.
 */

import { test as base, type Page } from '@playwright/test';
import { hashPassword } from '@/lib/auth/password';
import type { AgentInput } from '@/lib/contract/agent';
import { agentInputSchema } from '@/lib/contract/agent';
import { newId } from '@/lib/contract/ids';
import { createAgent } from '@/lib/db/agents';
import { installDatabase, openDatabase } from '@/lib/db/client';
import { createToken } from '@/lib/db/tokens';
import { createUser, type Role } from '@/lib/db/users';
import { type App, startApp } from './app';
import { type ScriptedUpstream, startUpstream } from './upstream/server';
import type { Step } from './upstream/steps';

/** A person of the worker's server, with what it takes to be them. */
export interface TestPerson {
  id: string;
  email: string;
  password: string;
  /** A `gsm_…` token of theirs. */
  token: string;
}

/** Makes people and agents beside the running server. */
export interface World {
  person(options?: { role?: Role; name?: string }): Promise<TestPerson>;
  /** An agent of the scripted platform that answers every request with these steps. */
  agent(
    steps: Step[],
    more?: Partial<AgentInput>,
  ): Promise<{ id: string; name: string; upstreamId: string }>;
  /** Signs the page's browser in, without its pages. */
  signIn(page: Page, person: TestPerson): Promise<void>;
}

const PLATFORM_KEY = 'thinnest-key-of-the-tests-1234567890';
const PASSWORD = 'correct horse battery';
let passwordHash: Promise<string> | null = null;

export const test = base.extend<
  { baseURL: string },
  { upstream: ScriptedUpstream; app: App; world: World }
>({
  upstream: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const upstream = await startUpstream({ apiKey: PLATFORM_KEY });
      await use(upstream);
      await upstream.close();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ upstream }, use) => {
      const app = await startApp({
        env: {
          THINNESTAI_BASE_URL: upstream.url,
          THINNESTAI_API_KEY: PLATFORM_KEY,
          // Agents on a model are answered by the scripted upstream as well.
          OPENAI_BASE_URL: `${upstream.url}/v1`,
          OPENAI_API_KEY: PLATFORM_KEY,
          RATE_LIMIT_PER_MINUTE: '10000',
          MAX_CONCURRENT_RUNS: '100',
          PSEUDO_LOCALE: 'on',
        },
      });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  world: [
    async ({ app, upstream }, use) => {
      const handle = openDatabase(`file:${app.folder}/gossamer.db`);
      installDatabase(handle);
      await use(createWorld(app, upstream));
      installDatabase(null);
      handle.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ app }, use) => use(app.url),
});

function createWorld(app: App, upstream: ScriptedUpstream): World {
  return {
    async person({ role = 'user', name = 'Ada' } = {}) {
      passwordHash ??= hashPassword(PASSWORD);
      const email = `${name.toLowerCase().replace(/[^a-z]/g, '')}-${newId()}@example.com`;
      const user = await createUser({ email, name, role, passwordHash: await passwordHash });
      const { token } = await createToken(user.id, 'test');
      return { id: user.id, email, password: PASSWORD, token };
    },
    async agent(steps, more = {}) {
      const upstreamAgentId = `ag_${newId()}`;
      upstream.script(upstreamAgentId, steps);
      const engine = { kind: 'thinnest' as const, upstreamAgentId };
      const name = `Weaver ${upstreamAgentId.slice(-4)}`;
      const agent = await createAgent(agentInputSchema.parse({ name, engine, ...more }));
      return { id: agent.id, name: agent.name, upstreamId: upstreamAgentId };
    },
    async signIn(page, person) {
      const { request } = page;
      const { csrfToken } = await (await request.get(`${app.url}/api/auth/csrf`)).json();
      const response = await request.post(`${app.url}/api/auth/callback/credentials`, {
        headers: { origin: app.url },
        form: { csrfToken, email: person.email, password: person.password, json: 'true' },
      });
      if (!response.ok()) throw new Error(`Sign-in answered ${response.status()}.`);
    },
  };
}
