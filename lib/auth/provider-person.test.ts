import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInvite, findInvite } from '@/lib/db/invites';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { createUser, listUsers } from '@/lib/db/users';
import { parseEnv } from '@/lib/env';
import { personOf } from './provider-person';
import { oauthProviders, providerChoices, readProfile } from './providers';
import type { SignUpRules } from './sign-up';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const arrival = {
  account: { provider: 'github', providerAccountId: '7' },
  profile: { name: 'Ada', email: 'ada@example.com', emailVerified: true },
  inviteCode: null,
};

const rules = (policy: SignUpRules['policy']): SignUpRules => ({ policy, domains: [] });

describe('A06: the policy', () => {
  it('closed or by invitation: a newcomer without an invitation stays out', async () => {
    for (const policy of ['closed', 'invite'] as const) {
      expect(await personOf(arrival, rules(policy))).toBe('sign_up_closed');
      expect(await personOf({ ...arrival, inviteCode: 'made up' }, rules(policy))).toBe(
        'sign_up_closed',
      );
    }
    expect(await listUsers()).toEqual([]);
  });

  it('closed: not even an invitation helps, and it is not used up', async () => {
    const { code } = await createInvite();
    expect(await personOf({ ...arrival, inviteCode: code }, rules('closed'))).toBe(
      'sign_up_closed',
    );
    expect(await findInvite(code)).not.toBeNull();
  });

  it('by invitation: it works once, with its role, for its address', async () => {
    const { code } = await createInvite({ role: 'admin', email: 'ada@example.com' });
    const eve = { ...arrival, profile: { ...arrival.profile, email: 'eve@example.com' } };
    expect(await personOf({ ...eve, inviteCode: code }, rules('invite'))).toBe('sign_up_closed');
    const ada = await personOf({ ...arrival, inviteCode: code }, rules('invite'));
    expect(ada).toMatchObject({ email: 'ada@example.com', role: 'admin' });
    const second = { ...eve, account: { provider: 'github', providerAccountId: '8' } };
    expect(await personOf({ ...second, inviteCode: code }, rules('invite'))).toBe('sign_up_closed');
  });

  it('never keeps out who is here already', async () => {
    const ada = await personOf(arrival, rules('open'));
    expect(await personOf(arrival, rules('closed'))).toEqual(ada);
  });
});

describe('a proven address', () => {
  it('joins an account without a password, of another provider, at once', async () => {
    const ada = await personOf(arrival, rules('open'));
    const google = { ...arrival, account: { provider: 'google', providerAccountId: 'g' } };
    expect(await personOf(google, rules('closed'))).toEqual(ada);
    expect(await listUsers()).toHaveLength(1);
  });

  it('of somebody not admitted yet opens nothing', async () => {
    await createUser({ email: 'ada@example.com', status: 'pending' });
    expect(await personOf(arrival, rules('open'))).toBe('waits_for_approval');
  });
});

describe('providers', () => {
  it('are those whose variables are all set', () => {
    expect(providerChoices(parseEnv({}))).toEqual([]);
    const config = parseEnv({
      AUTH_GITHUB_ID: 'a',
      AUTH_GITHUB_SECRET: 'b',
      AUTH_GOOGLE_ID: 'only half',
      AUTH_OIDC_ISSUER: 'https://id.example.com/',
      AUTH_OIDC_ID: 'a',
      AUTH_OIDC_SECRET: 'b',
      AUTH_OIDC_NAME: 'Example ID',
    });
    expect(providerChoices(config)).toEqual([
      { id: 'github', name: 'GitHub' },
      { id: 'oidc', name: 'Example ID' },
    ]);
    const providers = oauthProviders(config);
    expect(providers.map(({ id, checks }) => [id, checks])).toEqual([
      ['github', ['pkce', 'state']],
      ['oidc', ['pkce', 'state', 'nonce']],
    ]);
    expect(providers[1]?.wellKnown).toBe('https://id.example.com/.well-known/openid-configuration');
  });

  it('are believed about an address only when they say it is proven', () => {
    const read = (claims: object) => readProfile(claims)?.emailVerified;
    expect(read({ email: 'a@x.org', email_verified: true })).toBe(true);
    expect(read({ email: 'a@x.org', email_verified: 'true' })).toBe(true);
    expect(read({ email: 'a@x.org', email_verified: 'false' })).toBe(false);
    expect(read({ email: 'a@x.org' })).toBe(false);
    expect(readProfile({ email_verified: true })).toBeNull();
    expect(readProfile(null)).toBeNull();
  });
});

describe('rules of the instance', () => {
  it('make a newcomer wait where an admin has to approve', async () => {
    expect(await personOf(arrival, rules('approval'))).toBe('waits_for_approval');
    expect(await personOf(arrival, rules('approval'))).toBe('waits_for_approval');
    expect(await listUsers()).toMatchObject([{ status: 'pending' }]);
  });

  it('turn addresses of other domains away', async () => {
    const ours = { policy: 'open', domains: ['elsewhere.example'] } as const;
    expect(await personOf(arrival, ours)).toBe('domain_not_allowed');
    expect(await listUsers()).toEqual([]);
  });
});
