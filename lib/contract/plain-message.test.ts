import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { plainMessage } from './plain-message';

describe('a name as a message', () => {
  it.each(['Gossamer', "O'Neill's", '{name}', "a {'b'} <i>c</i> '' # {}", "'{'"])(
    'says exactly %s',
    (text) => {
      const messages = { name: plainMessage(text) };
      expect(createTranslator({ locale: 'en', messages })('name')).toBe(text);
    },
  );
});
