/**
 * Colours for code, fetched when the first code comes into sight. Colours are
 * names of our own variables, so both themes are right without a second pass.
 */

import { createHighlighterCore, type GrammarState, type ThemeRegistrationRaw } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { bundledLanguages } from 'shiki/langs';

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

const THEME: ThemeRegistrationRaw = {
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

/** Longer lines stay plain, and one line may take so many milliseconds. */
const LINE_CHARACTERS = 2_000;
const LINE_MS = 40;
/** So many lines are read at most between two looks at the clock. */
const STEP_LINES = 16;
/** Lines that took less make the next step longer. */
const QUICK_MS = 1;
/** How often a line is read that takes too long: a grammar makes its rules when they are first needed. */
const TRIES = 4;

/** Colours lines of one language from the top on; goes on where it was when code is added. */
export interface Colourist {
  /**
   * Reads on in `code` for about `budgetMs`. `ended` is false while its last line may still
   * grow; that one is left out. Returns the lines so far, and whether there is more to read.
   */
  read(code: string, ended: boolean, budgetMs: number): { lines: Token[][]; more: boolean };
}

let highlighter: ReturnType<typeof createHighlighterCore> | null = null;

/** The colourist for a language by any of its names; null when there is none for it. */
export async function colouristFor(name: string): Promise<Colourist | null> {
  const language = name.toLowerCase();
  if (!isKnown(language)) return null;
  highlighter ??= createHighlighterCore({
    themes: [THEME],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const ready = await highlighter;
  await ready.loadLanguage(bundledLanguages[language]);
  let lines: Token[][] = [];
  let done = '';
  let state: GrammarState | undefined;
  let size = 1;
  let tries = 0;

  /** Whether the lines were read; else they are to be read again, one by one, in a later slice. */
  function step(text: string): boolean {
    const began = performance.now();
    const tokens = ready.codeToTokensBase(text, {
      lang: language,
      theme: THEME.name ?? '',
      tokenizeMaxLineLength: LINE_CHARACTERS,
      tokenizeTimeLimit: LINE_MS,
      ...(state ? { grammarState: state } : {}),
    });
    const took = performance.now() - began;
    // Out of time, the rest of a line is called what its last word was.
    if (took >= LINE_MS && ++tries < TRIES) {
      size = 1;
      return false;
    }
    tries = 0;
    size = took < QUICK_MS ? Math.min(size * 2, STEP_LINES) : 1;
    state = ready.getLastGrammarState(tokens);
    lines = lines.concat(tokens.map((line) => line.map(toToken)));
    return true;
  }

  return {
    read(code, ended, budgetMs) {
      if (!code.startsWith(done)) {
        done = '';
        lines = [];
        state = undefined;
        tries = 0;
      }
      const end = ended ? code.length : code.lastIndexOf('\n') + 1;
      const until = performance.now() + budgetMs;
      while (done.length < end && performance.now() < until) {
        const to = afterLines(code, { from: done.length, end, count: size });
        if (!step(code.slice(done.length, to).replace(/\n$/, ''))) break;
        done = code.slice(0, to);
      }
      return { lines, more: done.length < end };
    },
  };
}

type Language = keyof typeof bundledLanguages;

function isKnown(name: string): name is Language {
  return Object.hasOwn(bundledLanguages, name);
}

function afterLines(
  code: string,
  { from, end, count }: { from: number; end: number; count: number },
): number {
  let at = from;
  for (let line = 0; line < count && at < end; line++) {
    const next = code.indexOf('\n', at);
    at = next === -1 || next >= end ? end : next + 1;
  }
  return at;
}

function toToken({ content, color }: { content: string; color?: string }): Token {
  return { text: content, kind: KIND.get((color ?? '').toLowerCase()) };
}
