/**
 * A provider's account that waits for its owner's password: sealed in a cookie of
 * the browser that came back from the provider, for ten minutes.
 */

import { cookies, headers } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { linkAccount, type ProviderAccount } from '@/lib/db/accounts';
import type { Person } from '@/lib/db/users';
import { cookieFlags, cookieName } from './cookie';
import { authSecret } from './secret';
import { siteOf } from './site';

/** The cookie's name, for `cookieName`. Also the seal's salt: no other cookie reads as this one. */
export const LINK_COOKIE = 'link';
export const LINK_TTL_SECONDS = 600;

const pendingSchema = z.object({
  provider: z.string(),
  providerAccountId: z.string(),
  email: z.string(),
});

/** The cookie's value. `email` is the proven address, as it is stored. */
export async function sealLink(account: ProviderAccount, email: string): Promise<string> {
  const token = { ...account, email };
  return await encode({
    token,
    secret: authSecret(),
    salt: LINK_COOKIE,
    maxAge: LINK_TTL_SECONDS,
  });
}

/** In an action: links what waits in this browser, if anything does, and lets go of it. */
export async function finishWaitingLink(person: Person): Promise<void> {
  const { secure } = siteOf(await headers());
  const jar = await cookies();
  const name = cookieName(LINK_COOKIE, secure);
  const sealed = jar.get(name)?.value;
  if (sealed === undefined) return;
  await finishLink(sealed, person);
  jar.set(name, '', { ...cookieFlags(secure), maxAge: 0 });
}

/** Links a waiting account to the person who has just entered their password, if it is theirs. */
export async function finishLink(sealed: string, person: Person): Promise<boolean> {
  const pending = await openLink(sealed);
  if (pending?.email !== person.email) return false;
  await linkAccount(person.id, pending);
  return true;
}

async function openLink(sealed: string): Promise<z.output<typeof pendingSchema> | null> {
  try {
    const payload = await decode({ token: sealed, secret: authSecret(), salt: LINK_COOKIE });
    return pendingSchema.safeParse(payload).data ?? null;
  } catch {
    return null; // Expired, or not sealed by us: nothing waits.
  }
}
