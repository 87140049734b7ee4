/** Sign-in providers: those whose variables are set. */

import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { type Env, env } from '@/lib/env';

type Provider = OAuthConfig<Record<string, unknown>>;

/** A provider as the sign-in page shows it. */
export interface ProviderChoice {
  id: 'github' | 'google' | 'oidc';
  name: string;
}

/** What we take from a provider: who they are there, and whether the address is proven theirs. */
export interface ProviderProfile {
  name: string;
  email: string;
  emailVerified: boolean;
}

const claimsSchema = z.object({
  name: z.string().nullish(),
  login: z.string().nullish(),
  preferred_username: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.union([z.boolean(), z.string()]).nullish(),
});
const githubEmails = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

/** Reads a provider's profile. Without `email_verified` an address counts as not proven. */
export function readProfile(profile: unknown): ProviderProfile | null {
  const claims = claimsSchema.safeParse(profile).data;
  if (!claims?.email) return null;
  return {
    name: claims.name ?? claims.preferred_username ?? claims.login ?? '',
    email: claims.email,
    emailVerified: claims.email_verified === true || claims.email_verified === 'true',
  };
}

/** The providers to choose from, in the order they are shown. */
export function providerChoices(config: Env = env): ProviderChoice[] {
  const choices: (ProviderChoice | null)[] = [
    config.AUTH_GITHUB_ID && config.AUTH_GITHUB_SECRET ? { id: 'github', name: 'GitHub' } : null,
    config.AUTH_GOOGLE_ID && config.AUTH_GOOGLE_SECRET ? { id: 'google', name: 'Google' } : null,
    config.AUTH_OIDC_ISSUER && config.AUTH_OIDC_ID && config.AUTH_OIDC_SECRET
      ? { id: 'oidc', name: config.AUTH_OIDC_NAME }
      : null,
  ];
  return choices.filter((choice) => choice !== null);
}

/** The providers as next-auth takes them. State and PKCE tie a callback to its browser (A19). */
export function oauthProviders(config: Env = env): Provider[] {
  return providerChoices(config).map(({ id }) => BUILD[id](config));
}

const BUILD = { github, google, oidc };

function github(config: Env): Provider {
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    issuer: 'https://github.com/login/oauth',
    authorization: {
      url: 'https://github.com/login/oauth/authorize',
      params: { scope: 'read:user user:email' },
    },
    token: 'https://github.com/login/oauth/access_token',
    userinfo: {
      url: 'https://api.github.com/user',
      // The public profile shows any address; only this list says which is proven.
      async request({ client, tokens }) {
        const token = tokens.access_token ?? '';
        const profile = await client.userinfo(token);
        const { body } = await client.requestResource('https://api.github.com/user/emails', token);
        const emails = githubEmails.parse(JSON.parse(body?.toString() ?? '[]'));
        const primary = emails.find((email) => email.primary);
        return { ...profile, email: primary?.email, email_verified: primary?.verified };
      },
    },
    checks: ['pkce', 'state'],
    clientId: config.AUTH_GITHUB_ID ?? '',
    clientSecret: config.AUTH_GITHUB_SECRET ?? '',
    profile: idOf,
  };
}

function google(config: Env): Provider {
  return openId('google', 'Google', {
    issuer: 'https://accounts.google.com',
    clientId: config.AUTH_GOOGLE_ID,
    clientSecret: config.AUTH_GOOGLE_SECRET,
  });
}

function oidc(config: Env): Provider {
  return openId('oidc', config.AUTH_OIDC_NAME, {
    issuer: config.AUTH_OIDC_ISSUER,
    clientId: config.AUTH_OIDC_ID,
    clientSecret: config.AUTH_OIDC_SECRET,
  });
}

interface OpenIdClient {
  issuer: string | undefined;
  clientId: string | undefined;
  clientSecret: string | undefined;
}

function openId(id: string, name: string, client: OpenIdClient): Provider {
  return {
    id,
    name,
    type: 'oauth',
    wellKnown: `${client.issuer}/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId: client.clientId ?? '',
    clientSecret: client.clientSecret ?? '',
    profile: idOf,
  };
}

/** next-auth keeps only the id; the rest is read by {@link readProfile}. */
function idOf(profile: Record<string, unknown>): { id: string } {
  const id = profile.sub ?? profile.id;
  return { id: typeof id === 'string' || typeof id === 'number' ? String(id) : '' };
}
