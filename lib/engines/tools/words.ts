/**
 * Words of a text as search compares them: lower case, without accents, endings
 * and the words that say nothing. English, like the help pages.
 */

const STOP_WORDS = new Set(
  [
    'a about all also am an and any are as at be been but by can could did do does for from get',
    'had has have how i if in into is it its just like me my of on or our please should so some',
    'tell than that the their them then there these they this to us was we were what when where',
    'which who why will with would you your',
  ]
    .join(' ')
    .split(' '),
);

/** Endings taken off, longest first; what remains has at least three letters. */
const ENDINGS = ['ations', 'ation', 'ings', 'ions', 'ing', 'ion', 'ies', 'ed', 'es', 's', 'e'];

/** What people call things, and what the help pages call them. */
const SYNONYMS = new Map(
  [
    'assistant agent',
    'bot agent',
    'cancel stop',
    'chat conversation',
    'claude anthropic',
    'cli command line',
    'delete remove',
    'earlier past',
    'find search',
    'forgot password',
    'gemini google',
    'gpt openai',
    'history past find',
    'hotkey keyboard',
    'install start',
    'llama openai',
    'login sign',
    'logout sign',
    'ollama openai',
    'old past',
    'refresh reload',
    'remove delete',
    'reply answer',
    'response answer',
    'search find',
    'shortcut keyboard',
    'thread conversation',
    'upgrade update',
    'user people person',
  ].map((line) => {
    const [word = '', ...same] = line.split(' ').map(stem);
    return [word, same];
  }),
);

/** The words of a text, in order, each reduced to its stem. */
export function stemsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll("'", '');
  // "set-up" is also found as "setup".
  const joined = plain.match(/[a-z0-9]+(?:-[a-z0-9]+)+/g) ?? [];
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  return [...words, ...joined.map((word) => word.replaceAll('-', ''))]
    .filter((word) => !STOP_WORDS.has(word))
    .map(stem);
}

/** Other stems that mean the same. */
export function synonymsOf(word: string): readonly string[] {
  return SYNONYMS.get(word) ?? [];
}

function stem(word: string): string {
  for (const ending of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < 3 || word.endsWith('ss')) continue;
    const rest = word.slice(0, -ending.length);
    if (ending === 'ies') return `${rest}y`;
    // "stopping" → "stop": a doubled consonant before the ending is single in the word.
    return /([bdgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest;
  }
  return word;
}
