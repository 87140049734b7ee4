/**
 * Where this request reached us: the origin the visitor sees. `APP_URL` decides
 * when it is set; `X-Forwarded-*` count only as far as `TRUSTED_PROXIES` says.
 */

import { type Env, env } from '@/lib/env';

/** As much of the environment as says where we are. */
type SiteEnv = Pick<Env, 'APP_URL' | 'PORT' | 'TRUSTED_PROXIES'>;

/** The origin for links and redirects; `secure` decides the cookies' flags and names. */
export interface Site {
  origin: string;
  secure: boolean;
}

/** The site as this visitor reaches it. */
export function siteOf(headers: Headers, config: SiteEnv = env): Site {
  const origin = config.APP_URL ? new URL(config.APP_URL).origin : reachedAt(headers, config);
  return { origin, secure: origin.startsWith('https:') };
}

/** Whether a page of this origin is one of ours. `null` and other schemes are not. */
export function isOwnOrigin(origin: string, headers: Headers, config: SiteEnv = env): boolean {
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false;
  const given = new URL(origin);
  const app = config.APP_URL ? new URL(config.APP_URL) : null;
  if (app && given.host === app.host) return given.origin === app.origin;
  // Without a declared proxy we cannot know the scheme the visitor used: hosts are compared.
  return ownHosts(headers, config).some((host) => {
    const own = `${given.protocol}//${host}`;
    return URL.canParse(own) && new URL(own).host === given.host;
  });
}

/** The entry of a comma list that the outermost trusted proxy wrote. */
function trustedEntry(list: string | null, proxies: number): string | null {
  if (proxies === 0 || !list) return null;
  const entries = list.split(',').map((entry) => entry.trim());
  return entries[Math.max(0, entries.length - proxies)] || null;
}

function ownHosts(headers: Headers, config: SiteEnv): string[] {
  const forwarded = trustedEntry(headers.get('x-forwarded-host'), config.TRUSTED_PROXIES);
  return [headers.get('host'), forwarded].filter((host) => host !== null);
}

function reachedAt(headers: Headers, config: SiteEnv): string {
  const proxies = config.TRUSTED_PROXIES;
  const scheme =
    trustedEntry(headers.get('x-forwarded-proto'), proxies) === 'https' ? 'https' : 'http';
  const host = trustedEntry(headers.get('x-forwarded-host'), proxies) ?? headers.get('host');
  const url = `${scheme}://${host ?? ''}`;
  return URL.canParse(url) ? new URL(url).origin : `http://localhost:${config.PORT}`;
}
