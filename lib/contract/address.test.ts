import { expect, test } from 'vitest';
import { targetOf } from './address';

test.each([
  undefined,
  '',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>1</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://a.example/1',
  'https://bank.example@evil.example/',
  'https://user:pass@evil.example/',
  'https://a.example/\u202etxt.exe',
  '\\\\evil.example\\share',
  'http://[broken',
])('%j opens nothing', (href) => {
  expect(targetOf(href)).toEqual({ kind: 'none' });
});

test.each([
  ['/c/abc?x=1#y', '/c/abc?x=1#y'],
  ['#note', '/#note'],
  ['c/../admin', '/admin'],
])('%s stays inside', (href, inside) => {
  expect(targetOf(href)).toEqual({ kind: 'inside', href: inside });
});

test('an address without a scheme that names a host leads outside', () => {
  expect(targetOf('//evil.example/x')).toMatchObject({
    kind: 'outside',
    address: { host: 'evil.example' },
  });
});

test('the host is shown as it is sent, and unusual letters are said', () => {
  expect(targetOf('https://аpple.example/path')).toEqual({
    kind: 'outside',
    address: {
      href: 'https://xn--pple-43d.example/path',
      host: 'xn--pple-43d.example',
      kind: 'web',
      lookAlike: true,
    },
  });
});

test('a port belongs to the host, mail has none', () => {
  expect(targetOf('http://a.example:8080/')).toMatchObject({ address: { host: 'a.example:8080' } });
  expect(targetOf('mailto:a@b.example')).toMatchObject({ address: { kind: 'mail', host: '' } });
});
