import { expect, test } from 'vitest';
import type { Json } from '@/lib/contract/events';
import { hasHidden, stretchesOf } from './hidden-characters';
import { searchValue } from './value-search';
import { shapeOf } from './value-shape';

test('what a search returns is links', () => {
  const results: Json = [
    { title: 'One', url: 'https://a.example/1', snippet: 'first' },
    { link: 'http://b.example' },
  ];
  const links = [
    { href: 'https://a.example/1', title: 'One', text: 'first' },
    { href: 'http://b.example', title: 'http://b.example', text: '' },
  ];
  expect(shapeOf(results)).toEqual({ kind: 'links', items: links });
  expect(shapeOf({ query: 'x', count: 2, results })).toEqual({ kind: 'links', items: links });
  expect(shapeOf([{ url: 'javascript:alert(1)' }])).toMatchObject({ kind: 'rows' });
});

test('what a database returns is rows', () => {
  expect(
    shapeOf([
      { a: 1, b: 'x' },
      { b: null, c: true },
    ]),
  ).toEqual({
    kind: 'rows',
    columns: ['a', 'b', 'c'],
    rows: [
      [1, 'x', null],
      [null, null, true],
    ],
  });
  expect(shapeOf({ columns: ['a'], rows: [[1], [2]] })).toMatchObject({ columns: ['a'] });
});

test('text is prose, JSON or text', () => {
  expect(shapeOf('# Title\n\nwords')).toMatchObject({ kind: 'markdown' });
  expect(shapeOf('- one\n- two\n\n**bold**')).toMatchObject({ kind: 'markdown' });
  expect(shapeOf('supplier,days\nA,9')).toMatchObject({ kind: 'text' });
  expect(shapeOf('{"a":{"b":1}}')).toEqual({ kind: 'data', value: { a: { b: 1 } } });
  expect(shapeOf({ error: 'used up' })).toEqual({ kind: 'text', text: 'used up' });
  expect(shapeOf('{broken')).toMatchObject({ kind: 'text' });
  expect(shapeOf({ content: [{ type: 'text', text: '# A\nb' }] })).toMatchObject({
    kind: 'markdown',
  });
});

test('anything else is data, and nothing of it is left out', () => {
  const nested: Json = { results: [{ url: 'https://a.b' }], more: {} };
  for (const value of [null, 5, {}, [], [1, 2], nested] satisfies Json[]) {
    expect(shapeOf(value)).toEqual({ kind: 'data', value });
  }
});

test('words are found in names and in what they say, with their place', () => {
  const value: Json = {
    results: [{ title: 'Copper wire' }, { note: 'a\nno\nCOPPER' }],
    copper: {},
  };
  expect(searchValue(value, 'copper')).toEqual({
    count: 3,
    hits: [
      { path: 'results[0].title', text: 'Copper wire' },
      { path: 'results[1].note:3', text: 'COPPER' },
      { path: 'copper', text: '' },
    ],
  });
  expect(searchValue(['x'.repeat(500)], 'x').hits[0]?.text.length).toBeLessThan(200);
  expect(searchValue('a', ' ')).toEqual({ count: 0, hits: [] });
});

test('I22 what is not seen is found, and what belongs to writing is left', () => {
  expect(stretchesOf('a\u202eb')).toEqual([
    { text: 'a' },
    { hidden: 'U+202E', character: '\u202e' },
    { text: 'b' },
  ]);
  for (const hidden of ['\u200b', '\ufeff', '\u2066', '\u00ad', '\u{e0041}', '\u0000', '\u3164']) {
    expect(hasHidden(hidden)).toBe(true);
  }
  expect(hasHidden('Ünïcödé עברית 中文\n\ttab')).toBe(false);
  expect(stretchesOf('👩‍💻')).toEqual([{ text: '👩‍💻' }]);
});
