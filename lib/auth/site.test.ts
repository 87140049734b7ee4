import { describe, expect, it } from 'vitest';
import { isOwnOrigin, siteOf } from './site';

const plain = { APP_URL: undefined, PORT: 3000, TRUSTED_PROXIES: 0 };
const proxied = { ...plain, TRUSTED_PROXIES: 1 };
const named = { ...plain, APP_URL: 'https://chat.example.com' };
const forwarded = new Headers({
  host: 'inner:3000',
  'x-forwarded-host': 'chat.example.com',
  'x-forwarded-proto': 'https',
});

describe('the site as the visitor reaches it', () => {
  it('is the host asked for, without configuration', () => {
    for (const host of ['localhost:3000', '127.0.0.1:4711', '[::1]:3000']) {
      expect(siteOf(new Headers({ host }), plain)).toEqual({
        origin: `http://${host}`,
        secure: false,
      });
    }
    expect(siteOf(new Headers(), plain).origin).toBe('http://localhost:3000');
    expect(siteOf(new Headers({ host: 'a b' }), plain).origin).toBe('http://localhost:3000');
  });

  it('believes forwarded headers only from declared proxies', () => {
    expect(siteOf(forwarded, plain)).toEqual({ origin: 'http://inner:3000', secure: false });
    expect(siteOf(forwarded, proxied)).toEqual({
      origin: 'https://chat.example.com',
      secure: true,
    });
  });

  it('is APP_URL when that is set', () => {
    expect(siteOf(forwarded, named)).toEqual({ origin: 'https://chat.example.com', secure: true });
    expect(siteOf(new Headers({ host: 'evil' }), named).origin).toBe('https://chat.example.com');
  });
});

describe('whether an origin is ours', () => {
  it('is asked of the host, of declared proxies and of APP_URL', () => {
    const host = new Headers({ host: 'inner:3000' });
    expect(isOwnOrigin('http://inner:3000', host, plain)).toBe(true);
    expect(isOwnOrigin('https://chat.example.com', forwarded, plain)).toBe(false);
    expect(isOwnOrigin('https://chat.example.com', forwarded, proxied)).toBe(true);
    expect(isOwnOrigin('https://chat.example.com', host, named)).toBe(true);
    expect(isOwnOrigin('http://inner:3000', host, named)).toBe(true);
  });

  it('never takes plain http for a site that is https, and ignores default ports and case', () => {
    const host = new Headers({ host: 'chat.example.com' });
    expect(isOwnOrigin('http://chat.example.com', host, named)).toBe(false);
    expect(
      isOwnOrigin('https://chat.example.com', new Headers({ host: 'Chat.Example.com:443' }), plain),
    ).toBe(true);
    expect(isOwnOrigin('https://chat.example.com:444', host, named)).toBe(false);
  });
});
