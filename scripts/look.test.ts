import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (files: string) =>
  globSync(files, { cwd: ROOT }).map((file) => ({
    file,
    text: readFileSync(join(ROOT, file), 'utf8'),
  }));
const STYLES = read('app/*.css');
const ELEMENTS = read('{app,components}/**/*.tsx');

/** What may last: what goes on while it runs, and the ground of a linked message, which moves nothing. */
const LASTING = /infinite|\blinked\b/;
/** Where colours are named; everything else names their roles. */
const PALETTES = new Set(['app/globals.css', 'app/needs.css', 'app/tags.css', 'app/admin.css']);
const COLOUR = /#[0-9a-f]{3,8}\b|\b(?:oklch|rgba?|hsla?)\(/i;

/** The longest time a declaration names, in milliseconds. */
function longestMs(declaration: string): number {
  const times = declaration.matchAll(/(?<![\w.-])(\d*\.?\d+)(m?s)\b/g);
  return Math.max(0, ...Array.from(times, ([, n, unit]) => Number(n) * (unit === 's' ? 1000 : 1)));
}

test('nothing moves for longer than 200 ms', () => {
  const slow = STYLES.flatMap(({ file, text }) =>
    (text.match(/(?:transition|animat)[\w-]*\s*:[^;]+/g) ?? [])
      .filter((one) => longestMs(one) > 200 && !LASTING.test(one))
      .map((one) => `${file}: ${one}`),
  );
  const ofElements = ELEMENTS.flatMap(({ file, text }) =>
    Array.from(text.matchAll(/\b(?:duration|delay)-\[?(\d+)/g))
      .filter(([, ms]) => Number(ms) > 200)
      .map(([found]) => `${file}: ${found}`),
  );
  expect([...slow, ...ofElements]).toEqual([]);
  expect([longestMs('transition: x 0.3s'), longestMs('transition: x 140ms')]).toEqual([300, 140]);
});

test('colours are named in one place, and elements know their roles only', () => {
  const found = [
    ...STYLES.filter(({ file }) => !PALETTES.has(file)),
    ...ELEMENTS.filter(({ file }) => file.startsWith('components/ui/')),
  ].filter(({ text }) => COLOUR.test(text));
  expect(found.map(({ file }) => file)).toEqual([]);
  const foreign =
    /(?:bg|text|border|fill|stroke|ring)-(?:gray|zinc|slate|stone|neutral|blue|indigo|violet|purple|pink|teal|cyan|sky|emerald|lime|yellow|orange|rose)-\d/;
  expect(ELEMENTS.filter(({ text }) => foreign.test(text)).map(({ file }) => file)).toEqual([]);
});

test('type and pictures are shipped with the app', () => {
  const elsewhere = /(?:@import|url\()\s*['"]?https?:/;
  expect([...STYLES, ...ELEMENTS].filter(({ text }) => elsewhere.test(text))).toEqual([]);
  expect(ELEMENTS.filter(({ text }) => text.includes('next/font/google'))).toEqual([]);
});

test('what loads is drawn as what it will be, and nothing spins', () => {
  const spins = /animate-spin|Loader(?:Circle|2|Pinwheel)?\b|Spinner/;
  expect(ELEMENTS.filter(({ text }) => spins.test(text)).map(({ file }) => file)).toEqual([]);
});
