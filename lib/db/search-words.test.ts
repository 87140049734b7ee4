import { afterEach, beforeEach, expect, it } from 'vitest';
import { addAgent, addConversation, addMessage, addPerson } from './fixtures/conversations';
import { ids, search } from './fixtures/searching';
import { searchMessages } from './search';
import { termsOf, wantedOf } from './search-match';
import { wordsBeginning } from './search-words';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await addPerson('ada');
  await addAgent('guide');
  await addConversation({ id: 'c' });
});
afterEach(() => database.dispose());

const begun = (start: string) => wordsBeginning({ whole: [], start });

it('names the words that begin so, each once, in any script', async () => {
  await addMessage('c', 'Silken silk, silk; SILKWORM silt 東京都 東京 Élan élancé', { id: 'm' });
  expect(await begun('silk')).toEqual(['silk', 'silken', 'silkworm']);
  expect(await begun('elan')).toEqual(['elan', 'elance']);
  expect(await begun('東京')).toEqual(['東京', '東京都']);
  expect(await begun('xylo')).toEqual([]);
  expect(await begun('sil')).toEqual([]);
  for (const text of ['silk', 'silke', 'silkwo', 'élanc', '東京']) {
    expect(ids(await search(text)), text).toEqual(['m']);
    expect((await searchMessages('ada', text, 5)).length, text).toBe(1);
  }
  expect(ids(await search('silkx'))).toEqual([]);
  expect(ids(await search('silt silke'))).toEqual(['m']);
});

it('leaves a beginning of very many words to the index', async () => {
  const words = Array.from({ length: 201 }, (_, i) => `word${i}`);
  await addMessage('c', words.slice(1).join(' '), { id: 'm' });
  expect((await begun('word')).length).toBe(200);
  await addMessage('c', words.join(' '), { id: 'n' });
  expect(await begun('word')).toEqual([]);
  expect(ids(await search('word'))).toEqual(['n', 'm']);
});

it('takes no word as syntax', () => {
  const wanted = wantedOf({ words: ['silk', 'wool'], phrases: [], open: true, filters: [] });
  expect(termsOf(wanted, ['wool', 'a" OR "b'])).toBe('"silk" AND ("wool" OR "a"" OR ""b")');
  expect(termsOf(wanted)).toBe('"silk" AND "wool"*');
});
