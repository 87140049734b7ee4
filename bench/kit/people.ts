/** People with tokens and agents of the measurements' upstream, written into a server's database. */

import { hashPassword } from '@/lib/auth/password';
import { agentInputSchema } from '@/lib/contract/agent';
import { createAgent } from '@/lib/db/agents';
import { installDatabase, openDatabase } from '@/lib/db/client';
import { createToken } from '@/lib/db/tokens';
import { createUser } from '@/lib/db/users';
import type { Plan } from './readers';

/** The agent id by which the upstream knows how to answer. */
export function upstreamAgentId({ rate, count, bytes, markdown }: Plan): string {
  return `ag_r${rate}_n${count}_b${bytes}${markdown ? '_md' : ''}`;
}

/** Runs with a server's database as this process's own. */
export async function withDatabase<T>(path: string, work: () => Promise<T>): Promise<T> {
  const handle = openDatabase(`file:${path}`);
  installDatabase(handle);
  try {
    return await work();
  } finally {
    installDatabase(null);
    handle.close();
  }
}

/** The tokens of so many new people. */
export function addPeople(database: string, count: number): Promise<string[]> {
  return withDatabase(database, async () => {
    const tokens: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const email = `reader-${process.hrtime.bigint()}@example.com`;
      const person = await createUser({ email, name: 'Reader', role: 'user', passwordHash: null });
      tokens.push((await createToken(person.id, 'bench')).token);
    }
    return tokens;
  });
}

/** The id of a new agent that answers by this plan. */
export function addAgent(database: string, plan: Plan): Promise<string> {
  return withDatabase(database, async () => {
    const engine = { kind: 'thinnest' as const, upstreamAgentId: upstreamAgentId(plan) };
    const name = `Agent ${upstreamAgentId(plan)}`;
    return (await createAgent(agentInputSchema.parse({ name, engine }))).id;
  });
}

/** Somebody who can sign in with a browser. */
export function addReader(
  database: string,
): Promise<{ id: string; email: string; password: string }> {
  return withDatabase(database, async () => {
    const [email, password] = ['reader@example.com', 'correct horse battery'];
    const passwordHash = await hashPassword(password);
    const { id } = await createUser({ email, name: 'Reader', role: 'user', passwordHash });
    return { id, email, password };
  });
}
