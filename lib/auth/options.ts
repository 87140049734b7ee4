/**
 * next-auth, as Gossamer uses it: encrypted cookies (its JWT strategy) whose `sid`
 * names a row in `logins`. Made anew for each request, since the site's address
 * and what happens on the way belong to one request.
 */

import type { AuthOptions } from 'next-auth';
import type { JWT } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import { normaliseEmail } from '@/lib/contract/email';
import { AppError } from '@/lib/contract/errors';
import { isId } from '@/lib/contract/ids';
import type { ProviderAccount } from '@/lib/db/accounts';
import { createLogin, findLogin, LOGIN_TTL_MS, revokeLogin } from '@/lib/db/logins';
import type { Person } from '@/lib/db/users';
import { log } from '@/lib/log';
import { cookieFlags, cookieName, readCookie } from './cookie';
import { findSession } from './guard';
import { pathOfUrl, safePath, signInPath } from './next-path';
import { type ProviderRefusal, personOf } from './provider-person';
import { oauthProviders, readProfile } from './providers';
import { authSecret } from './secret';
import { checkCredentials } from './sign-in';
import { siteOf } from './site';

/** The cookie that carries an invitation's code to the provider and back. */
export const INVITE_COOKIE = 'invite';

/** What one request of next-auth leads to, beside its own answer. */
export interface AuthOutcome {
  /** Set when somebody was signed in. */
  person?: Person;
  /** To be thrown instead of answering: too many attempts, storage faults. */
  error?: AppError;
  /** An account that waits for its owner's password. */
  link?: { account: ProviderAccount; email: string };
}

const COOKIES = {
  sessionToken: 'session-token',
  callbackUrl: 'callback-url',
  csrfToken: 'csrf-token',
  pkceCodeVerifier: 'pkce.code_verifier',
  state: 'state',
  nonce: 'nonce',
} as const;

/** The options for one request. `outcome` is filled while next-auth works. */
export function authOptions(headers: Headers, outcome: AuthOutcome): AuthOptions {
  const { secure } = siteOf(headers);
  const cookies = Object.fromEntries(
    Object.entries(COOKIES).map(([key, name]) => [
      key,
      { name: cookieName(name, secure), options: cookieFlags(secure) },
    ]),
  );
  return {
    secret: authSecret(),
    useSecureCookies: secure,
    cookies,
    session: { strategy: 'jwt', maxAge: LOGIN_TTL_MS / 1000 },
    pages: { signIn: '/sign-in', signOut: '/sign-out', error: '/sign-in' },
    providers: [credentialsProvider(headers, outcome), ...oauthProviders()],
    callbacks: callbacks(headers, outcome),
    events: { signOut: async ({ token }) => await endLogin(token?.sid) },
    logger: {
      error: (code, metadata) => logLibrary(code, metadata),
      warn: (code) => logLibrary(code, null),
      debug: () => undefined,
    },
  };
}

function credentialsProvider(headers: Headers, outcome: AuthOutcome) {
  return Credentials({
    credentials: { email: { type: 'email' }, password: { type: 'password' } },
    async authorize(credentials) {
      const { email = '', password = '' } = credentials ?? {};
      try {
        outcome.person = await checkCredentials(
          { email: `${email}`, password: `${password}` },
          headers,
        );
        return { id: outcome.person.id };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const refused = ['unauthenticated', 'forbidden', 'account_pending'].includes(error.code);
        if (!refused) outcome.error = error;
        return null;
      }
    },
  });
}

function callbacks(headers: Headers, outcome: AuthOutcome): AuthOptions['callbacks'] {
  return {
    async signIn({ account, profile }) {
      if (account?.type !== 'oauth') return outcome.person !== undefined;
      const { provider, providerAccountId } = account;
      const arrival = await arrive({ provider, providerAccountId }, profile, headers);
      if (typeof arrival !== 'string') {
        outcome.person = arrival;
        return true;
      }
      const email = normaliseEmail(readProfile(profile)?.email ?? '');
      if (arrival === 'password_first' && email !== null) {
        outcome.link = { account: { provider, providerAccountId }, email };
      }
      return signInPath(wantedPath(headers), arrival);
    },
    async jwt({ token, account }) {
      if (!account) return await standing(token);
      if (!outcome.person) throw new AppError('unauthenticated');
      const before = await findSession(headers);
      if (before) await revokeLogin(before.id);
      const login = await createLogin(outcome.person.id, headers.get('user-agent') ?? '');
      return { sub: outcome.person.id, sid: login.id };
    },
    async session({ session, token }) {
      const person = (await findLogin(String(token.sid)))?.person;
      const user = person && {
        id: person.id,
        email: person.email,
        name: person.name,
        role: person.role,
      };
      return { ...session, user };
    },
    redirect: async ({ url, baseUrl }) => {
      if (url.startsWith('/')) return baseUrl + safePath(url);
      if (!URL.canParse(url) || new URL(url).origin !== baseUrl) return baseUrl;
      return baseUrl + safePath(url.slice(baseUrl.length));
    },
  };
}

async function arrive(
  account: ProviderAccount,
  profile: unknown,
  headers: Headers,
): Promise<Person | ProviderRefusal> {
  const inviteCode = readCookie(headers, cookieName(INVITE_COOKIE, siteOf(headers).secure));
  return await personOf({ account, profile: readProfile(profile), inviteCode });
}

/** Where somebody wanted to go when they left for the provider. */
function wantedPath(headers: Headers): string {
  const name = cookieName(COOKIES.callbackUrl, siteOf(headers).secure);
  const cookie = readCookie(headers, name) ?? '';
  return pathOfUrl(new URLSearchParams(`url=${cookie}`).get('url') ?? '');
}

/** The token again if its sign-in still stands; next-auth takes an error as signed out. */
async function standing(token: JWT): Promise<JWT> {
  if (!isId(token.sid) || !(await findLogin(token.sid))) throw new AppError('unauthenticated');
  return token;
}

async function endLogin(sid: unknown): Promise<void> {
  if (isId(sid)) await revokeLogin(sid);
}

/** Never its metadata: that holds profiles and tokens. */
function logLibrary(code: string, metadata: unknown): void {
  if (code === 'JWT_SESSION_ERROR') return; // An old cookie: nothing happened.
  const error = metadata instanceof Error ? metadata.message : undefined;
  log.warn('auth_library', { code, error });
}
