/**
 * Who is asking. The first line of every page, action and route. A cookie or
 * token only names a row; the row and the person are read with every request, so
 * a sign-out, a disabled account or a changed role counts from the next one on.
 */

import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { AppError } from '@/lib/contract/errors';
import { isId } from '@/lib/contract/ids';
import { findLogin, type Login } from '@/lib/db/logins';
import { findTokenOwner } from '@/lib/db/tokens';
import type { Person } from '@/lib/db/users';
import { readBearer, readSessionCookie } from './cookie';
import { pathOf, signInPath } from './next-path';
import { authSecret } from './secret';

/** Reads a session token's payload; anything but an object with a `sid` denies. */
type Decode = (params: { token: string; secret: string }) => Promise<unknown>;

/** The sign-in of a request's cookie, with its person; null when nobody is signed in. */
export async function findSession(
  from: Headers,
  decodeToken: Decode = decode,
): Promise<Login | null> {
  const token = readSessionCookie(from);
  if (token === null) return null;
  const sid = await sidOf(token, decodeToken);
  return sid === null ? null : await findLogin(sid);
}

async function sidOf(token: string, decodeToken: Decode): Promise<string | null> {
  try {
    const payload = await decodeToken({ token, secret: authSecret() });
    if (typeof payload !== 'object' || payload === null || !('sid' in payload)) return null;
    return isId(payload.sid) ? payload.sid : null;
  } catch {
    return null; // Whatever the library throws, the cookie is not one of ours: nobody is signed in.
  }
}

/** The sign-in of the request being answered; looked up once a page. */
export const currentSession = cache(
  async (): Promise<Login | null> => await findSession(await headers()),
);

/** Who is signed in; null for a visitor. For pages and actions. */
export async function currentUser(): Promise<Person | null> {
  return (await currentSession())?.person ?? null;
}

/** For pages and actions: the person, or off to sign in and back to `path`. */
export async function requireUser(path?: string): Promise<Person> {
  const person = await currentUser();
  if (!person) redirect(signInPath(path ?? pathOf(await headers())));
  return person;
}

/** For pages and actions of admins. To everybody else they do not exist. */
export async function requireAdmin(path?: string): Promise<Person> {
  const person = await requireUser(path);
  if (person.role !== 'admin') notFound();
  return person;
}

/**
 * For route handlers: the person of the `gsm_` token in `Authorization: Bearer`,
 * or of the cookie when there is no bearer. Throws `unauthenticated`, and
 * `forbidden` when a token that may only read is sent to change something.
 */
export async function requireCaller(request: {
  headers: Headers;
  method: string;
}): Promise<Person> {
  const token = readBearer(request.headers);
  if (token === null) {
    const session = await findSession(request.headers);
    if (!session) throw new AppError('unauthenticated');
    return session.person;
  }
  const found = await findTokenOwner(token);
  if (!found) throw new AppError('unauthenticated');
  if (found.scope === 'read' && !READING.has(request.method)) {
    throw new AppError('forbidden', { message: 'This token may only read.' });
  }
  return found.person;
}

const READING = new Set(['GET', 'HEAD']);

/** For route handlers of admins. To everybody else who is signed in they do not exist. */
export async function requireAdminCaller(request: {
  headers: Headers;
  method: string;
}): Promise<Person> {
  const person = await requireCaller(request);
  if (person.role !== 'admin') throw new AppError('not_found');
  return person;
}
