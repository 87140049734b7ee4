/** Addresses in answers: which may be opened, where they lead, and what to show of them. Pure. */

/** An address that may be opened after asking. */
export interface Address {
  /** The whole of it, as the browser would open it. */
  href: string;
  /** The host alone, in the letters that are really sent (punycode). Empty for mail. */
  host: string;
  kind: 'web' | 'mail';
  /** Whether the host's name is written in letters that can look like others. */
  lookAlike: boolean;
}

/** Where an address of an answer leads: nowhere safe, inside of this site, or out. */
export type Target =
  | { kind: 'none' }
  | { kind: 'inside'; href: string }
  | { kind: 'outside'; address: Address };

// Stands for our own host, which the server need not know.
const HERE = 'http://here.invalid';

/** Judges an address. Anything but http, https and mailto, or with a name in it, is `none`. */
export function targetOf(href: string | undefined): Target {
  if (href === undefined || href === '' || hasControl(href)) return { kind: 'none' };
  const url = parse(href);
  if (!url) return { kind: 'none' };
  if (url.origin === HERE) {
    return { kind: 'inside', href: `${url.pathname}${url.search}${url.hash}` };
  }
  if (url.protocol === 'mailto:') {
    return {
      kind: 'outside',
      address: { href: url.href, host: '', kind: 'mail', lookAlike: false },
    };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { kind: 'none' };
  // "https://bank.example@evil.example" shows one host and opens another.
  if (url.username !== '' || url.password !== '') return { kind: 'none' };
  const lookAlike = url.hostname.split('.').some((label) => label.startsWith('xn--'));
  return {
    kind: 'outside',
    address: { href: url.href, host: url.host, kind: 'web', lookAlike },
  };
}

function parse(href: string): URL | null {
  try {
    return new URL(href, HERE);
  } catch {
    return null; // Not an address.
  }
}

function hasControl(text: string): boolean {
  return /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\\]/u.test(text);
}
