import { expect, it } from 'vitest';
import { emailSchema, normaliseEmail } from './email';

it.each([
  ['ada@example.com', 'ada@example.com'],
  ['  Ada.Lovelace+x@Example.COM\n', 'ada.lovelace+x@example.com'],
  ['ada＠example.com', 'ada@example.com'],
  ['ＡＤＡ@example.com', 'ada@example.com'],
  ['a@localhost', 'a@localhost'],
  ["o'hara@xn--mnchen-3ya.example", "o'hara@xn--mnchen-3ya.example"],
])('A20: %j is one address', (raw, email) => {
  expect(normaliseEmail(raw)).toBe(email);
});

it.each([
  [''],
  ['ada'],
  ['a@x.org,b@x.org'],
  ['a@x.org;b@x.org'],
  ['a@x.org b@x.org'],
  ['a@b@x.org'],
  ['a@evil.com＠x.org'],
  ['"a b"@x.org'],
  ['"a@evil.com"@x.org'],
  ['Ada <a@x.org>'],
  ['a@x.org\r\nBcc: b@x.org'],
  ['a\u0000@x.org'],
  ['a\u200b@x.org'],
  ['a(comment)@x.org'],
  ['.a@x.org'],
  ['a..b@x.org'],
  ['a@-x.org'],
  ['a@x..org'],
  ['a@[127.0.0.1]'],
  [`${'a'.repeat(65)}@x.org`],
  [`a@${'x'.repeat(64)}.org`],
  [`a@${'x.'.repeat(130)}org`],
  ['a'.repeat(100_000)],
])('A20: %j is none', (raw) => {
  expect(normaliseEmail(raw)).toBeNull();
  expect(emailSchema.safeParse(raw).error?.issues).toMatchObject([{ message: 'email' }]);
});

it('the form field reads as the address that is kept', () => {
  expect(emailSchema.parse(' Ada@Example.com ')).toBe('ada@example.com');
});
