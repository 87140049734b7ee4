/**
 * From a person's message to what it asks: cut into clauses, each read by the
 * readers in turn, the longest clause that one of them understands first.
 */

import { type Before, readFollowUp } from './follow-up';
import type { Intent } from './intent';
import { MAX_READ_LENGTH, tidy, withoutFillers } from './phrase';
import { readArithmetic } from './read-arithmetic';
import { readChats } from './read-chats';
import { readConversion } from './read-conversion';
import { isAboutGossamer } from './read-help';
import { readTalk } from './read-talk';
import { readTime } from './read-time';

/** The most questions that one message is taken to ask. */
const MAX_INTENTS = 8;
/** The most joints ("and", commas) of a sentence that are tried. */
const MAX_JOINTS = 12;
const MAX_QUERY_LENGTH = 300;

const SENTENCE_END = /(?<=[?!;]|[^\d\s.]\.)\s+|\n+/;
const JOINT = /(,?\s+(?:and|then|also|plus also|as well as)\s+|,\s+|\s+&\s+)/i;

/** What a message asks, at least one thing. `before` is what was asked before, the latest first. */
export function readMessage(message: string, before: Before[]): Intent[] {
  if (tidy(message) === '') return [{ kind: 'about' }];
  if (message.length > MAX_READ_LENGTH) return [other(tidy(message.slice(0, MAX_QUERY_LENGTH)))];
  const intents: Intent[] = [];
  let last = before;
  for (const sentence of message.split(SENTENCE_END)) {
    for (const intent of readSentence(sentence, last)) {
      intents.push(intent);
      last = [{ intent, result: null }, ...last];
    }
  }
  return mainOnes(intents).slice(0, MAX_INTENTS);
}

/** Greetings and stray sentences step back when something was asked. */
function mainOnes(intents: Intent[]): Intent[] {
  const isAnswerable = ({ kind }: Intent) => !SMALL_TALK.has(kind) && kind !== 'other';
  if (!intents.some(isAnswerable)) {
    const [first] = intents.filter(({ kind }) => kind === 'other' || kind === 'about');
    return [first ?? intents[0] ?? { kind: 'about' }];
  }
  return intents.filter(
    (intent) =>
      isAnswerable(intent) || (intent.kind === 'other' && /^(?:wh|how)/i.test(intent.asked)),
  );
}

const SMALL_TALK: ReadonlySet<Intent['kind']> = new Set([
  'greeting',
  'mood',
  'thanks',
  'goodbye',
  'about',
]);

function readSentence(sentence: string, before: Before[]): Intent[] {
  const whole = tidy(sentence);
  if (whole === '') return [];
  const read = readClause(whole, before);
  if (read) return [read];
  const parts = readParts(whole, before);
  return parts ?? [helpOrOther(whole)];
}

/** Reads one clause as a question that stands alone, then as one that leans on the last. */
function readClause(clause: string, before: Before[]): Intent | null {
  const text = withoutFillers(clause);
  return (
    readTalk(clause) ??
    readChats(text) ??
    readTime(text) ??
    readConversion(text) ??
    readArithmetic(text) ??
    readTalk(text) ??
    readFirstFollowUp(clause, before)
  );
}

function readFirstFollowUp(clause: string, before: Before[]): Intent | null {
  for (const one of before) {
    const intent = readFollowUp(clause, one);
    if (intent) return intent;
  }
  return null;
}

/** Reads a sentence joint by joint; null when none of it is understood. */
function readParts(sentence: string, before: Before[]): Intent[] | null {
  const pieces = sentence.split(JOINT);
  const clauses = Math.ceil(pieces.length / 2);
  if (clauses < 2 || clauses > MAX_JOINTS) return null;
  const intents: Intent[] = [];
  let last = before;
  let unread: string[] = [];
  let understood = 0;
  const flush = () => {
    if (unread.length > 0) intents.push(helpOrOther(tidy(unread.join(' '))));
    unread = [];
  };
  for (let start = 0; start < clauses; ) {
    const found = longestFrom(pieces, start, last);
    if (found) {
      flush();
      intents.push(found.intent);
      last = [{ intent: found.intent, result: null }, ...last];
      start = found.end;
      understood += 1;
    } else {
      unread.push(pieces[start * 2] ?? '');
      start += 1;
    }
  }
  flush();
  return understood > 0 ? intents : null;
}

function longestFrom(pieces: string[], start: number, before: Before[]) {
  const clauses = Math.ceil(pieces.length / 2);
  for (let end = clauses; end > start; end -= 1) {
    const text = tidy(pieces.slice(start * 2, end * 2 - 1).join(''));
    const intent = text === '' ? null : readClause(text, before);
    if (intent) return { intent, end };
  }
  return null;
}

function helpOrOther(text: string): Intent {
  return isAboutGossamer(text)
    ? { kind: 'help', query: text.slice(0, MAX_QUERY_LENGTH), asked: text, skip: 0 }
    : other(text);
}

function other(text: string): Intent {
  return { kind: 'other', query: text.slice(0, MAX_QUERY_LENGTH), asked: text };
}
