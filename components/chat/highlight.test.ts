import { expect, test } from 'vitest';
import { colouristFor, type Token } from './highlight';

const SQL = ['select a.total, b', 'from stock', "where item = 'CU-2.5'"].join('\n');

async function colour(language: string, code: string): Promise<Token[][]> {
  const colourist = await colouristFor(language);
  if (!colourist) throw new Error(`There is no grammar for ${language}.`);
  for (let slice = 0; slice < 500; slice++) {
    const { lines, more } = colourist.read(code, true, 1);
    if (!more) return lines;
  }
  throw new Error('Reading does not end.');
}

// The rules of a grammar are made while its first lines are read, which takes longer than
// a line may: what was left of that line was then coloured as its first word.
test('the first line of a language is coloured word by word, too', async () => {
  const lines = await colour('sql', SQL);
  expect(lines[0]?.[0]).toEqual({ text: 'select', kind: 'keyword' });
  expect(lines[0]?.find(({ text }) => text.includes('total'))?.kind).not.toBe('keyword');
  expect(lines[2]?.at(-1)).toEqual({ text: "'CU-2.5'", kind: 'string' });
});

test('the lines are those of the code, whatever the slices they were read in', async () => {
  const code = Array.from({ length: 90 }, (_, n) => (n % 7 ? `const a${n} = "x";` : '')).join('\n');
  const lines = await colour('ts', `${code}\n/* open\nstill */ let b = 1;`);
  const text = lines.map((line) => line.map((token) => token.text).join('')).join('\n');
  expect(text).toBe(`${code}\n/* open\nstill */ let b = 1;`);
  expect(lines.at(-1)?.[0]?.kind).toBe('comment');
});
