import { describe, expect, it } from 'vitest';
import { PATH_HEADER, pathOf, safePath, signInPath } from './next-path';

describe('where to go after signing in', () => {
  it.each([
    ['/'],
    ['/c/abc'],
    ['/admin/agents?sort=name&x=%2F%2Fevil'],
    ['/c/abc#last'],
    ['/a//b'],
  ])('%s is a path of this site', (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([
    [undefined],
    [null],
    [['/a', '/b']],
    [''],
    ['c/abc'],
    ['https://evil.example/'],
    ['//evil.example'],
    ['/\\evil.example'],
    ['/x\\..\\..//evil.example'],
    ['/\t/evil.example'],
    ['/\n/evil.example'],
    ['/.//evil.example'],
    ['/x/..//evil.example'],
    ['javascript:alert(1)'],
    ['/\u202Egro.live'],
  ])('%j is not', (path) => {
    expect(safePath(path)).toBe('/');
  });

  it('is said to the sign-in page only where it matters', () => {
    expect(signInPath('/')).toBe('/sign-in');
    expect(signInPath('//evil.example')).toBe('/sign-in');
    expect(signInPath('/c/a?b=c&d')).toBe('/sign-in?next=%2Fc%2Fa%3Fb%3Dc%26d');
  });
});

describe('the page of a request', () => {
  it('is the one asked for, as proxy.ts noted it', () => {
    const headers = new Headers({ [PATH_HEADER]: '/c/a?_rsc=x&b=c', referer: 'http://h/old' });
    expect(pathOf(headers)).toBe('/c/a?b=c');
    expect(pathOf(new Headers({ referer: 'http://h/old' }))).toBe('/');
  });

  it('is the one an action was called from', () => {
    const headers = new Headers({ 'next-action': 'x', referer: 'http://h/admin?x=y' });
    expect(pathOf(headers)).toBe('/admin?x=y');
    expect(pathOf(new Headers({ 'next-action': 'x', referer: 'about:client' }))).toBe('/');
    expect(pathOf(new Headers({ 'next-action': 'x' }))).toBe('/');
  });
});
