/** Small choices that the server must know before it draws: kept in cookies for a year. */

/** The cookies' names. None is a secret, none is needed for signing in. */
export const COOKIE = { theme: 'theme', zone: 'tz', sidebar: 'sidebar', agent: 'agent' } as const;

/** Sets one of them for this site. Browser only. */
export function setChoice(name: keyof typeof COOKIE, value: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
  document.cookie = `${COOKIE[name]}=${encodeURIComponent(value)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}
