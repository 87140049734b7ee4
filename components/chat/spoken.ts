/** What a screen reader is told of an answer while it grows: whole sentences, without their markup. Pure. */

/** What came since the last time, and where the next time begins. */
export interface Spoken {
  /** Empty while no sentence has ended. */
  words: string;
  /** How many characters of the markdown have been told. */
  end: number;
}

const FENCED = /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}\1[^\n]*$/gm;
const OPEN_FENCE = /^ {0,3}(?:`{3,}|~{3,})/m;
/** A mark that ends a sentence and what closes with it, or the end of a line. */
const SENTENCE_END = /[.!?…][)\]"'”’*_]*(?=\s)|[。！？]|\n/g;

/**
 * The sentences of `markdown` that ended since `from`; all the rest when `whole`. Code is
 * told by `codeWord` in its place, once its fence is closed.
 */
export function spokenSince(
  markdown: string,
  from: number,
  { whole, codeWord }: { whole: boolean; codeWord: string },
): Spoken {
  const rest = markdown.slice(from);
  const length = whole ? rest.length : finishedLength(rest);
  return { words: withoutMarkup(rest.slice(0, length), codeWord), end: from + length };
}

function finishedLength(text: string): number {
  // Fenced code counts by its length, so that places in `plain` are places in `text`.
  const plain = text.replace(FENCED, (code) => 'x'.repeat(code.length));
  const open = OPEN_FENCE.exec(plain)?.index ?? plain.length;
  let length = 0;
  for (const { index, 0: mark } of plain.slice(0, open).matchAll(SENTENCE_END)) {
    length = index + mark.length;
  }
  return length;
}

function withoutMarkup(markdown: string, codeWord: string): string {
  return markdown
    .replace(FENCED, `\n${codeWord}\n`)
    .replace(/^[\s|:-]*-{3,}[\s|:-]*$/gm, '')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/^\s*(?:#{1,6}|>|[-*+](?= ))\s*/gm, '')
    .replace(/^\s*\||\|\s*$/gm, '')
    .replace(/\s*\|\s*/g, ', ')
    .replace(/(\*\*|__|~~|`+)/g, '')
    .replace(/(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
