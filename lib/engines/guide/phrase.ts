/** Small repairs of a person's wording that every reader needs. */

/** The longest message that is read closely; in a longer one there is no single question. */
export const MAX_READ_LENGTH = 2000;

const FILLERS = new RegExp(
  `^(?:${[
    'please',
    'and',
    'also',
    'then',
    'so',
    'now',
    'ok(?:ay)?',
    'well',
    'hey',
    'but',
    '(?:could|can|would|will) you(?: please)?(?: (?:tell|show|give) me)?',
    '(?:please )?(?:tell|show|give) me',
    'do you know',
    "i(?:’d|'d| would) like to know",
    'i (?:want|need) to know',
    'let me know',
    'i wonder',
  ].join('|')})\\b[\\s,:]*(?=\\S)`,
  'i',
);

/** One line, straight quotes, no closing punctuation. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[’‘]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\s?!.…;,:=]+$/, '');
}

/** Without the words that only introduce a question ("please tell me …"). */
export function withoutFillers(text: string): string {
  let rest = text;
  for (let next = rest.replace(FILLERS, ''); next !== rest; next = rest.replace(FILLERS, '')) {
    rest = next;
  }
  return rest;
}

/** Splits "A, B and C". */
export function listed(text: string): string[] {
  return text
    .split(/\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|vs\.?|versus|&)\s+/i)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
