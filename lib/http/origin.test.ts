import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/contract/errors';
import { requireSameOrigin } from './origin';

const COOKIE = 'theme=dark; next-auth.session-token=abc';
const HERE = 'http://localhost:3000';

function verdict(headers: Record<string, string>): 'passes' | 'refused' {
  try {
    requireSameOrigin({ headers: new Headers({ host: 'localhost:3000', ...headers }) });
    return 'passes';
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'forbidden_origin', status: 403 });
    return 'refused';
  }
}

describe('A16: a change made with our cookie', () => {
  const cases: ['passes' | 'refused', string, Record<string, string>][] = [
    ['passes', 'from our page', { origin: HERE, 'sec-fetch-site': 'same-origin' }],
    ['passes', 'from our page in a browser without fetch metadata', { origin: HERE }],
    ['passes', 'with fetch metadata alone', { 'sec-fetch-site': 'same-origin' }],
    [
      'passes',
      'from our page behind an undeclared TLS proxy',
      { origin: 'https://localhost:3000' },
    ],
    ['refused', 'from another site', { origin: 'https://evil.example' }],
    ['refused', 'from another port', { origin: 'http://localhost:3001' }],
    ['refused', 'from a sibling subdomain', { origin: 'http://x.localhost:3000' }],
    ['refused', 'from a site that ends like us', { origin: 'http://evil-localhost:3000' }],
    ['refused', 'from a sandboxed frame', { origin: 'null' }],
    [
      'refused',
      'from a sandboxed frame that says same-origin',
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    ],
    ['refused', 'with an origin that is none', { origin: 'localhost:3000' }],
    ['refused', 'with user information in it', { origin: 'http://localhost:3000@evil.example' }],
    ['refused', 'from another scheme', { origin: 'ftp://localhost:3000' }],
    ['refused', 'that says cross-site', { origin: HERE, 'sec-fetch-site': 'cross-site' }],
    ['refused', 'that says same-site', { 'sec-fetch-site': 'same-site' }],
    ['refused', 'that says nothing at all', {}],
    [
      'refused',
      'that claims another host by a header',
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    ],
  ];
  it.each(cases)('%s %s', (expected, _name, headers) => {
    expect(verdict({ cookie: COOKIE, ...headers })).toBe(expected);
  });
});

describe('without our cookie', () => {
  it('a bearer token passes from anywhere', () => {
    const authorization = 'Bearer gsm_x';
    expect(verdict({ authorization })).toBe('passes');
    expect(verdict({ authorization, origin: 'https://app.example' })).toBe('passes');
  });

  it('a plain client passes on to its 401, a foreign page does not', () => {
    expect(verdict({})).toBe('passes');
    expect(verdict({ cookie: 'theme=dark' })).toBe('passes');
    expect(verdict({ origin: 'https://evil.example' })).toBe('refused');
    expect(verdict({ authorization: 'Basic abc', origin: 'https://evil.example' })).toBe('refused');
  });
});
