/** `invite …` and `token …`: links that make accounts, and keys for programs. */

import { createInvite } from '@/lib/db/invites';
import { createToken, listTokens, revokeToken } from '@/lib/db/tokens';
import { env } from '@/lib/env';
import { type Command, oneOf, text, usageError, type Values } from './command';
import { EMAIL, noteChange, personOf } from './people';

const DAY_MS = 86_400_000;
const MAX_DAYS = 365;

function daysOf(values: Values): number {
  const days = values.days === undefined ? 7 : Number(text(values, 'days'));
  if (Number.isFinite(days) && days > 0 && days <= MAX_DAYS) return days;
  throw usageError(`--days must be a number between 0 and ${MAX_DAYS}.`);
}

const createInvitation: Command = {
  name: 'invite create',
  help: 'Prints a link with which one person can make one account.',
  options: {
    email: { value: 'ADDRESS', help: 'Only for this address.' },
    role: { value: 'ROLE', help: 'user (default) or admin.' },
    days: { value: 'DAYS', help: 'How long it can be used; 7 by default.' },
  },
  opensDatabase: true,
  async run(values) {
    const role = values.role === undefined ? 'user' : oneOf(values, 'role', ['user', 'admin']);
    const email = text(values, 'email') || null;
    const ttlMs = daysOf(values) * DAY_MS;
    const { code, ...invite } = await createInvite({ role, email, ttlMs });
    const link = `${env.APP_URL ?? `http://localhost:${env.PORT}`}/invite/${code}`;
    const until = new Date(invite.expiresAt).toISOString();
    return { data: { ...invite, link }, text: `${link}\nUsable once, until ${until}.` };
  },
};

const createApiToken: Command = {
  name: 'token create',
  help: 'Prints an API token that acts as a person. It is shown this once.',
  options: {
    email: EMAIL,
    name: { value: 'NAME', help: 'What it is for, to find it again.', required: true },
  },
  opensDatabase: true,
  async run(values) {
    const person = await personOf(values);
    const made = await createToken(person.id, text(values, 'name'));
    await noteChange('token.create', person, { name: made.name });
    return { data: made, text: made.token };
  },
};

const listApiTokens: Command = {
  name: 'token list',
  help: 'Lists the working tokens of a person, without the tokens themselves.',
  options: { email: EMAIL },
  opensDatabase: true,
  async run(values) {
    const tokens = await listTokens((await personOf(values)).id);
    const lines = tokens.map(({ id, name, createdAt }) =>
      [id, new Date(createdAt).toISOString(), name].join('  '),
    );
    return { data: tokens, text: lines.join('\n') || 'None.' };
  },
};

const revokeApiToken: Command = {
  name: 'token revoke',
  help: 'Ends a token at once.',
  options: { email: EMAIL, id: { value: 'ID', help: 'As token list shows it.', required: true } },
  opensDatabase: true,
  async run(values) {
    const id = text(values, 'id');
    const person = await personOf(values);
    const revoked = await revokeToken(person.id, id);
    if (!revoked) throw new Error(`This person has no working token ${id}.`);
    await noteChange('token.revoke', person, { id });
    return { data: { id, revoked }, text: 'Revoked.' };
  },
};

export const accessCommands: Command[] = [
  createInvitation,
  createApiToken,
  listApiTokens,
  revokeApiToken,
];
