/** The way to a provider, begun by one of our own forms. */

import { NextResponse } from 'next/server';
import { z } from 'zod';
import { AppError } from '@/lib/contract/errors';
import { cookieFlags, cookieName } from './cookie';
import { callNextAuth } from './next-auth';
import { safePath } from './next-path';
import { INVITE_COOKIE } from './options';
import { providerChoices } from './providers';
import { siteOf } from './site';

const INVITE_TTL_SECONDS = 900;

/** Where to send the browser, and what it must bring back. */
export interface ProviderStart {
  url: string;
  cookies: ReturnType<NextResponse['cookies']['getAll']>;
}

/** Begins a sign-in at a provider. Throws `not_found` for one that is not set up. */
export async function startProvider(
  choice: { provider: string; next?: string; invite?: string },
  headers: Headers,
): Promise<ProviderStart> {
  if (!providerChoices().some(({ id }) => id === choice.provider)) throw new AppError('not_found');
  const { secure } = siteOf(headers);
  // The form was ours (its action checked that), so next-auth's own token is fetched for it.
  const csrf = await callNextAuth({ method: 'GET', path: ['csrf'], query: {}, body: {}, headers });
  const kept = new NextResponse(null, csrf).cookies;
  const withToken = new Headers(headers);
  for (const { name, value } of kept.getAll()) {
    withToken.set(
      'cookie',
      `${withToken.get('cookie') ?? ''}; ${name}=${encodeURIComponent(value)}`,
    );
  }
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await csrf.json());
  const response = await callNextAuth({
    method: 'POST',
    path: ['signin', choice.provider],
    query: {},
    body: { csrfToken, callbackUrl: safePath(choice.next), json: 'true' },
    headers: withToken,
  });
  const { cookies } = new NextResponse(null, response);
  if (choice.invite) {
    const flags = { ...cookieFlags(secure), maxAge: INVITE_TTL_SECONDS };
    cookies.set(cookieName(INVITE_COOKIE, secure), choice.invite, flags);
  }
  const { url } = z.object({ url: z.string() }).parse(await response.json());
  return { url, cookies: cookies.getAll() };
}
