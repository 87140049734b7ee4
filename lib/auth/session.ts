/** Beginning and ending a sign-in in a server action: the login's row and its cookie. */

import { cookies, headers } from 'next/headers';
import { encode } from 'next-auth/jwt';
import { createLogin, LOGIN_TTL_MS, revokeLogin } from '@/lib/db/logins';
import type { Person } from '@/lib/db/users';
import { cookieFlags, cookieName } from './cookie';
import { findSession } from './guard';
import { authSecret } from './secret';
import { siteOf } from './site';

/** Signs a person in on this device. A sign-in that was there before ends (A14). */
export async function beginSession(person: Person): Promise<void> {
  const from = await headers();
  const before = await findSession(from);
  if (before) await revokeLogin(before.id);
  const login = await createLogin(person.id, from.get('user-agent') ?? '');
  const token = { sub: person.id, sid: login.id };
  const value = await encode({ token, secret: authSecret(), maxAge: LOGIN_TTL_MS / 1000 });
  const { secure } = siteOf(from);
  const flags = { ...cookieFlags(secure), expires: new Date(login.expiresAt) };
  (await cookies()).set(cookieName('session-token', secure), value, flags);
}

/** Signs this device out, for the server as well: the cookie is worth nothing any more. */
export async function endSession(): Promise<void> {
  const from = await headers();
  const session = await findSession(from);
  if (session) await revokeLogin(session.id);
  const { secure } = siteOf(from);
  const name = cookieName('session-token', secure);
  (await cookies()).set(name, '', { ...cookieFlags(secure), maxAge: 0 });
}
