/**
 * What each server action of admins is sent so that it changes something (M04).
 * An action that is in neither list fails the test: a new one gets its line here.
 */

import { agentInputSchema } from '@/lib/contract/agent';
import { NO_LIMITS } from '@/lib/contract/budget';
import { newId } from '@/lib/contract/ids';
import { createAgent, updateAgent } from '@/lib/db/agents';
import { BY_SERVER } from '@/lib/db/audit';
import { sqlClient } from '@/lib/db/client';
import { createGroup } from '@/lib/db/groups';
import { changeSettings } from '@/lib/db/instance-settings';
import { createInvite } from '@/lib/db/invites';
import { createLogin } from '@/lib/db/logins';
import { setUserStatus } from '@/lib/db/person-changes';
import type { World } from './fixtures';
import { rated } from './rated';

type Input = Record<string, unknown>;

/** Only tell something, or try something that leaves nothing behind. */
export const READING = [
  'app/admin/actions.ts checkConnection',
  'app/admin/actions.ts searchPeople',
  'app/admin/actions.ts tellConversations',
  'app/admin/agents/import-actions.ts lookAtFile',
  'app/admin/settings/actions.ts tellRetention',
  'app/admin/system/actions.ts checkClock',
  'app/admin/system/actions.ts checkKey',
  'app/admin/system/actions.ts checkRestore',
];

/** Routes of admins that hand out nothing to keep; a backup's download has a test of its own. */
export const READING_ROUTES = [
  'POST /api/admin/agents/try',
  'GET /api/admin/backups/[name]',
  'GET /api/admin/live',
];

/** By action, one input or more; each makes what it changes first. */
export const CHANGING: Record<string, ((world: World) => Promise<Input>)[]> = {
  'app/admin/actions.ts saveAgent': [
    async () => ({ id: null, seenAt: null, ...agentInput() }),
    async () => ({ id: await agent(), seenAt: null, ...agentInput() }),
  ],
  'app/admin/actions.ts setEnabled': [async () => ({ id: await agent(), enabled: false })],
  'app/admin/actions.ts moveAgent': [async () => ({ id: await agent(), to: 'up' })],
  'app/admin/actions.ts deleteAgent': [async () => ({ id: await agent() })],
  'app/admin/agents/actions.ts archiveAgent': [async () => ({ id: await agent(), archived: true })],
  'app/admin/agents/actions.ts copyAgent': [async () => ({ id: await agent() })],
  'app/admin/agents/actions.ts restoreVersion': [restoring],
  'app/admin/agents/thinnest/actions.ts applyPlatform': [
    async () => ({ add: ['ag_demo'], take: [], archive: [], access: 'admins' }),
  ],
  'app/admin/agents/import-actions.ts importFile': [
    async () => ({
      text: JSON.stringify({ name: `Weaver ${newId()}`, engine: 'model', model: 'guide' }),
    }),
  ],
  'app/admin/agents/actions.ts makeDefault': [async () => ({ id: await agent() })],
  'app/admin/groups/actions.ts saveGroup': [
    async () => ({ id: null, name: `Group ${newId()}`, description: '' }),
    async () => ({ id: await group(), name: `Group ${newId()}`, description: '' }),
  ],
  'app/admin/groups/actions.ts changeGroupMembers': [
    async (world) => ({ id: await group(), add: [await person(world)], remove: [] }),
  ],
  'app/admin/groups/actions.ts removeGroup': [async () => ({ id: await group() })],
  'app/admin/invite/actions.ts makeInvite': [
    async () => ({ role: 'user', email: '', groups: [], term: 'day' }),
  ],
  'app/admin/limits/actions.ts saveLimits': [
    async (world) => ({
      scope: 'person',
      subjectId: await person(world),
      limits: { ...NO_LIMITS, messagesPerDay: 5 },
    }),
  ],
  'app/admin/people/actions.ts addToGroup': [
    async (world) => ({ ids: [await person(world)], group: await group() }),
  ],
  'app/admin/people/actions.ts changePeople': [
    async (world) => ({ ids: [await person(world, 'pending')], change: 'approve' }),
    async (world) => ({ ids: [await person(world, 'pending')], change: 'decline' }),
    async (world) => ({ ids: [await person(world)], change: 'disable' }),
    async (world) => ({ ids: [await person(world, 'disabled')], change: 'enable' }),
    async (world) => ({ ids: [await person(world)], change: 'makeAdmin' }),
    async (world) => ({ ids: [(await world.person({ role: 'admin' })).id], change: 'makeUser' }),
  ],
  'app/admin/people/actions.ts setGroups': [
    async (world) => ({ id: await person(world), groups: [await group()] }),
  ],
  'app/admin/people/actions.ts makeResetLink': [async (world) => ({ id: await person(world) })],
  'app/admin/people/actions.ts signOutEverywhere': [
    async (world) => ({ id: await signedIn(world) }),
  ],
  'app/admin/people/actions.ts removePerson': [
    async (world) => await removal(world, 'delete'),
    async (world) => await removal(world, 'anonymise'),
  ],
  'app/admin/people/actions.ts takeInviteBack': [
    async () => ({ id: (await createInvite({}, BY_SERVER)).id }),
  ],
  'app/admin/settings/actions.ts saveSettings': [
    async () => ({ set: { retainTrashDays: 29 }, reset: [] }),
    async () => ({ set: {}, reset: ['retainTrashDays'] }),
  ],
  'app/admin/system/actions.ts backUpNow': [async () => ({ kind: 'manual' })],
  'app/admin/system/actions.ts removeBackup': [async () => ({ name: BACKUP })],
  'app/admin/feedback/actions.ts readRated': [
    async (world) => ({ messageId: await ratedAnswer(await person(world)) }),
  ],
  'app/admin/usage/actions.ts stopAnswer': [
    async (world) => ({ runId: await running(await person(world)) }),
  ],
};

/** Stands for the name of the backup that was just made. */
export const BACKUP = '(the last backup)';

function agentInput() {
  const engine = { kind: 'thinnest' as const, upstreamAgentId: `ag_${newId()}` };
  return agentInputSchema.parse({ name: `Weaver ${newId().slice(0, 4)}`, engine });
}

async function agent(): Promise<string> {
  return (await createAgent(agentInput())).id;
}

/** A version that is not what is stored. */
async function restoring(): Promise<Input> {
  const made = await createAgent(agentInput());
  const { updatedAt } = await updateAgent(made.id, agentInput(), { seenAt: made.updatedAt });
  return { id: made.id, version: 1, seenAt: updatedAt };
}

async function group(): Promise<string> {
  return await createGroup({ name: `Group ${newId()}`, description: '' }, BY_SERVER);
}

async function person(world: World, status?: 'pending' | 'disabled'): Promise<string> {
  const { id } = await world.person();
  if (status) await setUserStatus(id, status);
  return id;
}

/** A rated answer, where admins may read one. */
async function ratedAnswer(userId: string): Promise<string> {
  await changeSettings({ set: { adminsReadConversations: true }, reset: [] }, BY_SERVER);
  const { messageId } = await rated({ userId, agentId: await agent(), value: 'up', reason: '' });
  return messageId;
}

/** A run whose driver is elsewhere, and does not look up. */
async function running(userId: string): Promise<string> {
  const [session, run] = [newId(), newId()];
  const args = { session, run, userId, agentId: await agent(), later: Date.now() + 600_000 };
  const named = (sql: string) => ({ sql, args: only(args, sql) });
  await sqlClient().batch(
    [
      named(`INSERT INTO sessions
          (id, user_id, agent_id, key, title, upstream_id, created_at, updated_at, read_at)
        VALUES (:session, :userId, :agentId, :session, '', '', 0, 0, 0)`),
      named(`INSERT INTO runs (id, user_id, session_id, agent_id, user_message_id, claim,
          request_hash, writer, lease_until, started_at, log_start)
        VALUES (:run, :userId, :session, :agentId, '', '', '', '', :later, 0, 0)`),
    ],
    'write',
  );
  return run;
}

function only<T extends object>(values: T, sql: string) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => sql.includes(`:${name}`)));
}

async function signedIn(world: World): Promise<string> {
  const { id } = await world.person();
  await createLogin(id, 'test');
  return id;
}

async function removal(world: World, how: 'delete' | 'anonymise'): Promise<Input> {
  const { id, email } = await world.person();
  return { id, how, typed: email };
}
