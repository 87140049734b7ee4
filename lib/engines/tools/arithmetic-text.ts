/**
 * Arithmetic as people write it ("17.5% of 2,340", "the square root of 144",
 * "five times six") to arithmetic as an expression library reads it. Pure text:
 * nothing is computed here, and no library is needed.
 */

import { digitsForWords } from './number-words';

const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
const OPERAND = String.raw`(?:${NUMBER}|[a-z]*\([^()]*\))`;

/** Replacements in order; `N` stands for a number and `X` for a number or a bracket. */
const RULES: readonly (readonly [pattern: string, replacement: string])[] = [
  ['[×·∙]', '*'],
  ['÷', '/'],
  ['[−–]', '-'],
  ['²', '^2'],
  ['³', '^3'],
  [String.raw`√\s*`, 'sqrt '],
  ['π', 'pi'],
  [String.raw`\*\*`, '^'],
  [String.raw`[$€£](?=\s?\d)`, ''],
  [String.raw`(?<=[\d)])\s*x\s*(?=[\d(])`, ' * '],
  [String.raw`\bper\s?cent(?:age)?\b`, '%'],
  [String.raw`(\d)\s+%`, '$1%'],
  [String.raw`\bwhat % (?:of )?(X) is (X)`, '$2 / $1 * 100'],
  [String.raw`\bwhat % is (X) of (X)`, '$1 / $2 * 100'],
  ['(X) (?:is|as) (?:what |a )?% of (X)', '$1 / $2 * 100'],
  ['(N%) (?:off|discount on|less than) (X)', '$2 - $1'],
  [String.raw`\b(?:increase|raise) (X) by (X%?)`, '$1 + $2'],
  [String.raw`\b(?:decrease|reduce|lower|discount) (X) by (X%?)`, '$1 - $2'],
  [String.raw`\badd (X%?) (?:to|and) (X)`, '$2 + $1'],
  [String.raw`\bsubtract (X%?) from (X)`, '$2 - $1'],
  [String.raw`\bmultiply (X) (?:by|and|with) (X)`, '$1 * $2'],
  [String.raw`\bdivide (X) by (X)`, '$1 / $2'],
  [String.raw`(N)%\s*(?:tip |tax |vat )?(?:of|on) `, '$1 / 100 * '],
  [String.raw`\b(?:multiplied by|times)\b`, '*'],
  [String.raw`\b(?:divided by|over)\b`, '/'],
  [String.raw`\bplus\b`, '+'],
  [String.raw`\bminus\b`, '-'],
  [String.raw`\bmodulo\b`, 'mod'],
  [String.raw`\b(?:raised )?to the power(?: of)?\b`, '^'],
  [String.raw`\s*\bsquared\b`, '^2'],
  [String.raw`\s*\bcubed\b`, '^3'],
  [String.raw`\b(?:the )?(?:square root|sqrt)(?: of)?\s*(X)`, 'sqrt($1)'],
  [String.raw`\b(?:the )?(?:cube root|cbrt)(?: of)?\s*(X)`, 'cbrt($1)'],
  [String.raw`\b(?:the )?factorial of (X)`, '$1!'],
  [String.raw`(X) factorial\b`, '$1!'],
  [String.raw`\bhalf(?: of)? (?=X)`, '1/2 * '],
  [String.raw`\b(?:a |1 )?third of (?=X)`, '1/3 * '],
  [String.raw`\b(?:a |1 )?quarter of (?=X)`, '1/4 * '],
  [String.raw`\b(?:twice|double) (?=X)`, '2 * '],
  [String.raw`\btriple (?=X)`, '3 * '],
];

const COMPILED = RULES.map(
  ([pattern, replacement]) =>
    [
      new RegExp(pattern.replaceAll('N', NUMBER).replaceAll('X', OPERAND), 'gi'),
      replacement,
    ] as const,
);

/** Functions an expression may call. Each takes and gives numbers. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  [
    'abs cbrt ceil exp fix floor log log10 log2 round sign sqrt',
    'acos asin atan atan2 cos cosh sin sinh tan tanh',
    'combinations gcd hypot lcm max mean median min permutations sum',
  ]
    .join(' ')
    .split(' '),
);

/** Names that stand for a number. */
export const CONSTANTS: ReadonlySet<string> = new Set(['pi', 'e', 'tau', 'phi']);

/** Units that an expression may contain, by the library's names. */
const EXPRESSION_UNITS: ReadonlySet<string> = new Set(
  [
    'km m cm mm mile miles yard yards ft foot feet inch inches kg g mg lb lbs oz ton tons',
    'l ml gallon gallons s sec second seconds minute minutes hour hours h day days week weeks',
  ]
    .join(' ')
    .split(' '),
);

/** Rewrites words and symbols of a text to an expression. What it does not know stays. */
export function toExpression(text: string): string {
  let expression = withoutThousands(withLists(digitsForWords(text.normalize('NFC'))));
  for (const [pattern, replacement] of COMPILED) {
    expression = expression.replace(pattern, replacement);
  }
  return expression.replace(/\s+/g, ' ').trim();
}

/**
 * Whether an expression is arithmetic and nothing else: only numbers, operators,
 * brackets and known names, and at least one operation, so that "42" alone is not.
 */
export function isArithmetic(expression: string): boolean {
  const bare = expression.replace(/\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+/gi, '0');
  if (!bare.includes('0') && !/\b(?:pi|tau|phi)\b/.test(bare)) return false;
  const words = bare.match(/[a-z]+\d*/gi) ?? [];
  const known = (word: string) =>
    FUNCTIONS.has(word) || CONSTANTS.has(word) || word === 'mod' || EXPRESSION_UNITS.has(word);
  if (!words.every(known)) return false;
  if (/[^\w\s.+\-*/^%!(),]/.test(bare)) return false;
  return /[\w)%!]\s*(?:[+\-*/^]|mod\b)\s*[-+(\w]|\w\(|0\s?!|0\s?%\s/.test(bare);
}

const LIST_NAMES: Record<string, string> = {
  average: 'mean',
  mean: 'mean',
  median: 'median',
  sum: 'sum',
  total: 'sum',
  smallest: 'min',
  minimum: 'min',
  largest: 'max',
  biggest: 'max',
  maximum: 'max',
};
const LIST = new RegExp(
  String.raw`\b(?:the )?(${Object.keys(LIST_NAMES).join('|')}) of ` +
    String.raw`(-?\d[\d.,]*(?:(?:,? and |, | )-?\d[\d.,]*)+)`,
  'gi',
);

/** "the average of 3, 5 and 8" → "mean(3, 5, 8)". */
function withLists(text: string): string {
  return text.replace(LIST, (_all, name: string, items: string) => {
    const numbers = items.split(/,? and |, | /).map((item) => item.replaceAll(',', ''));
    return `${LIST_NAMES[name.toLowerCase()]}(${numbers.join(', ')})`;
  });
}

/** Drops thousands separators; between a function's brackets a comma separates arguments. */
function withoutThousands(text: string): string {
  return text.replace(/(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)/g, (number, offset: number) =>
    /[a-z]\w*\([^)]*$/i.test(text.slice(0, offset)) ? number : number.replaceAll(',', ''),
  );
}
