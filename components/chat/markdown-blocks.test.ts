import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBlockReader } from './markdown-blocks';
import { hasMath, mathSource } from './markdown-math';
import { scanPieces } from './markdown-pieces';
import { growingBlock } from './markdown-tail';

const ANSWER = `# Title
Intro with **bold**.

- one
- two

  more of two
- three

1. first
2. second

\`\`\`py
def f():

    return 1
\`\`\`
| a | b |
| --- | ---: |
| 1 | 2 |

$$
x^2

y
$$

See [the docs][docs] and a note.[^1]

> quoted
> more

    indented

    code

[docs]: https://example.com
[^1]: The note
`;

function kinds(text: string): string[] {
  return scanPieces(text).map((piece) => piece.kind);
}

test('a text falls into pieces that can be drawn by themselves', () => {
  expect(kinds(ANSWER)).toEqual([
    'text',
    'list',
    'list',
    'code',
    'table',
    'math',
    'text',
    'text',
    'text',
    'note',
  ]);
});

test('a fence in a list belongs to it, one at the margin ends it', () => {
  expect(kinds('- a\n  ```js\n\n  x\n  ```\n- b\n\n```\ny\n```\nend')).toEqual([
    'list',
    'code',
    'text',
  ]);
});

test('a long list goes on in a second piece only when it counts on', () => {
  const items = (mark: (n: number) => string) =>
    Array.from({ length: 200 }, (_, n) => `${mark(n)} ${'word '.repeat(8)}`).join('\n');
  expect(kinds(items(() => '-')).length).toBeGreaterThan(1);
  expect(kinds(items((n) => `${n + 1}.`)).length).toBeGreaterThan(1);
  expect(kinds(items(() => '1.'))).toEqual(['list']);
});

test('text read as it grows is text read at once, and what stands keeps its identity', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (steps) => {
      const read = createBlockReader();
      let end = 0;
      for (const step of steps) {
        end += step;
        const grown = read(ANSWER.slice(0, end));
        expect(grown).toEqual(createBlockReader()(ANSWER.slice(0, end)));
      }
      const first = read(ANSWER).blocks;
      const second = read(`${ANSWER}\nmore`).blocks;
      expect(second.slice(0, 7).every((block, n) => block === first[n])).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('short links and footnotes are known in the block that uses them', () => {
  const { blocks, notes } = createBlockReader()(ANSWER);
  const user = blocks.find((block) => block.kind === 'text' && block.source.startsWith('See'));
  expect(user).toMatchObject({
    source: 'See [the docs][docs] and a note.[^1]\n\n[^1]: .\n\n[docs]: https://example.com',
  });
  expect(notes).toMatchObject([{ id: '1', number: 1, block: { source: 'The note' } }]);
});

test('code is taken as it stands, with its language', () => {
  const { blocks } = createBlockReader()('~~~ts title="a"\na\n\n```\n~~~\nb\n  ```\n  x\n    y');
  expect(blocks).toMatchObject([
    { kind: 'code', language: 'ts', code: 'a\n\n```', open: false },
    { kind: 'text', source: 'b' },
    { kind: 'code', language: undefined, code: 'x\n  y', open: true },
  ]);
});

function tail(text: string): string {
  const block = createBlockReader()(text).blocks.at(-1);
  if (!block) return '';
  const grown = growingBlock(block);
  if (grown.kind === 'text') return grown.source;
  return grown.kind === 'code' ? grown.code : [grown.head, ...grown.rows].join('\n');
}

test.each([
  ['half bold', 'a **b', 'a **b**'],
  ['half link', 'see [the docs](https://exa', 'see the docs'],
  ['half image', 'see ![alt](https://exa', 'see'],
  ['half code', 'run `npm', 'run `npm`'],
  ['half formula', 'so $$x^2 +', 'so'],
  ['half formula in brackets', 'so \\(x^2', 'so'],
  ['a formula that stands alone', '$$\nx^2 +', ''],
  ['a mark that may be a list or a heading', 'Here:\n-', ''],
  ['a number that may be a list', 'Here:\n1.', ''],
  ['a fence that begins', 'Here:\n``', 'Here:'],
  ['the top of a table', 'Here:\n\n| a | b', ''],
  ['half a line of dashes', '| a | b |\n| --', '| a | b |\n| --| --- |'],
  ['a fence that ends', '```js\nx\n``', 'x\n'],
])('%s waits or is closed', (_name, text, shown) => {
  expect(tail(text)).toBe(shown);
});

test.each([
  ['costs $5 and $10', false],
  ['$HOME and $PATH', false],
  ['from $5-$10', false],
  ['`$x$` in code', false],
  ['the price is $20$', false],
  ['so $x^2$ holds', true],
  ['so \\(x\\) holds', true],
  ['$$x$$', true],
])('%s: formula %s', (text, found) => {
  expect(hasMath(text)).toBe(found);
});

test('all ways to write a formula become one', () => {
  expect(mathSource('\\(a\\), $b$, $$c$$ and `$d$`')).toBe('$$a$$, $$b$$, $$c$$ and `$d$`');
  expect(mathSource('- so\n  \\[\n  e\n  \\]\n- end')).toBe('- so\n  $$\n  e\n  $$\n\n- end');
});
