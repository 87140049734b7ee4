import { createTranslator } from 'next-intl';
import { expect, it } from 'vitest';
import { pseudoCatalogue, pseudoMessage } from './pseudo-locale';

it('accents, lengthens and brackets a text', () => {
  const text = pseudoMessage('New conversation');
  expect(text).toMatch(/^⟦Ñéŵ çöñṽéŕšåţîöñ[~\u200B]+⟧$/);
  expect(text.length).toBeGreaterThan('New conversation'.length * 1.4);
});

it('leaves arguments, plurals, selections and tags what they are', () => {
  const translator = (message: string) =>
    createTranslator({ locale: 'en', messages: { text: pseudoMessage(message) } });
  const say = (message: string, values = {}) =>
    translator(message)('text', values).replace(/[~\u200B]/g, '');
  expect(say('Hello {name}', { name: 'Ada' })).toBe('⟦Ĥéļļö Ada⟧');
  const plural = '{count, plural, =0 {none} one {# answer} other {# answers}} left';
  expect(say(plural, { count: 0 })).toBe('⟦ñöñé ļéƒţ⟧');
  expect(say(plural, { count: 1 })).toBe('⟦1 åñšŵéŕ ļéƒţ⟧');
  expect(say(plural, { count: 7 })).toBe('⟦7 åñšŵéŕš ļéƒţ⟧');
  const nested = 'A{who, select, none {} other {, {who}}}';
  expect(say(nested, { who: 'none' })).toBe('⟦Å⟧');
  expect(say(nested, { who: 'Ada' })).toBe('⟦Å, Ada⟧');
  expect(say("Type '{name}'")).toBe('⟦Ţýþé {name}⟧');
  const link = { link: (chunks: string) => `[${chunks}]` };
  expect(translator('Read <link>the page</link>').markup('text', link)).toMatch(
    /^⟦Ŕéåđ \[ţĥé þåĝé\]~/,
  );
});

it('reaches every text of a catalogue', () => {
  expect(pseudoCatalogue({ deep: { text: 'x' } })).toEqual({ deep: { text: '⟦ẋ~⟧' } });
});
