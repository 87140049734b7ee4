/**
 * Colours for code, fetched when the first code comes into sight. Colours are
 * names of our own variables, so both themes are right without a second pass.
 */

import { createCodePlugin, type ThemeInput } from '@streamdown/code';

/** A stretch of code and what it is, in our five kinds; undefined is plain. */
export interface Token {
  text: string;
  kind: TokenKind | undefined;
}

/** What code is coloured by. */
export type TokenKind = 'comment' | 'string' | 'number' | 'keyword' | 'function';

// Shiki wants colours: these are read back as kinds, never drawn.
const COLOUR: Record<TokenKind, string> = {
  comment: '#000001',
  string: '#000002',
  number: '#000003',
  keyword: '#000004',
  function: '#000005',
};
const KIND = new Map<string, TokenKind>(
  (['comment', 'string', 'number', 'keyword', 'function'] as const).map((kind) => [
    COLOUR[kind],
    kind,
  ]),
);

const SCOPES: Record<TokenKind, string[]> = {
  comment: ['comment', 'punctuation.definition.comment', 'markup.quote'],
  string: ['string', 'markup.inserted', 'markup.inline.raw', 'punctuation.definition.string'],
  number: [
    'constant',
    'constant.numeric',
    'constant.language',
    'support.constant',
    'variable.other.enummember',
    'entity.other.attribute-name',
    'markup.changed',
  ],
  keyword: [
    'keyword',
    'storage',
    'storage.type',
    'keyword.operator.new',
    'punctuation.definition.keyword',
    'markup.deleted',
    'entity.name.tag',
  ],
  function: [
    'entity.name.function',
    'support.function',
    'entity.name.type',
    'entity.name.class',
    'support.type.property-name',
    'support.class',
    'meta.object-literal.key',
    'markup.heading',
  ],
};

const THEME: ThemeInput = {
  name: 'gossamer',
  type: 'light',
  colors: { 'editor.foreground': '#000000', 'editor.background': '#ffffff' },
  settings: [
    { settings: { foreground: '#000000', background: '#ffffff' } },
    ...(['comment', 'string', 'number', 'keyword', 'function'] as const).map((kind) => ({
      scope: SCOPES[kind],
      settings: { foreground: COLOUR[kind] },
    })),
    {
      scope: ['keyword.operator', 'storage.type.function.arrow'],
      settings: { foreground: '#000000' },
    },
  ],
};

const plugin = createCodePlugin({ themes: [THEME, THEME] });

interface HighlightRequest {
  code: string;
  language: string;
  /** The code grows: its colours are not kept. */
  growing: boolean;
}

type Lines = { content: string; color?: string; htmlStyle?: Record<string, string> }[][];

// A line that did not change keeps its tokens' identity, so that only new lines are drawn.
const known = new WeakMap<object, Token[]>();

/** Lines of tokens, at once or later through `done`. */
export function highlight(
  { code, language, growing }: HighlightRequest,
  done: (lines: Token[][]) => void,
): void {
  if (!plugin.supportsLanguage(asLanguage(language))) return;
  const result = plugin.highlight(
    { code, language: asLanguage(language), themes: [THEME, THEME], isIncomplete: growing },
    ({ tokens }) => done(kindsOf(tokens)),
  );
  if (result) done(kindsOf(result.tokens));
}

type Language = ReturnType<typeof plugin.getSupportedLanguages>[number];

function asLanguage(name: string): Language {
  // The plugin takes any text and knows aliases; its type names only what Shiki bundles.
  return name as Language;
}

function kindsOf(lines: Lines): Token[][] {
  return lines.map((line) => {
    const before = known.get(line);
    if (before) return before;
    const tokens = line.map(({ content, color, htmlStyle }) => ({
      text: content,
      kind: KIND.get((htmlStyle?.color ?? color ?? '').toLowerCase()),
    }));
    known.set(line, tokens);
    return tokens;
  });
}
