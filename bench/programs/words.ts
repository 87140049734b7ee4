/** The texts of the measurements: known on both sides, so that what arrives can be checked. */

const WORDS = 'warp weft thread loom heddle shuttle selvage twill satin gauze silk linen wool';
const LIST = WORDS.split(' ');
const made = new Map<number, string>();

/** About so many characters of words, which begin with the word of this number. */
export function wordsOf(seq: number, bytes: number): string {
  const key = (seq % LIST.length) + bytes * LIST.length;
  const known = made.get(key);
  if (known !== undefined) return known;
  let text = '';
  for (let i = seq; text.length < bytes; i += 1) text += `${LIST[i % LIST.length]} `;
  made.set(key, text);
  return text;
}
