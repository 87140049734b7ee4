/** Reads questions that lean on the one before: "and in London?", "times 2", "tell me more". */

import { z } from 'zod';
import type { Intent, PastCall } from './intent';
import { listed } from './phrase';
import { readArithmetic } from './read-arithmetic';
import { readUnits, readValue } from './read-conversion';
import { readDay, readPlaces } from './read-time';

/** What was asked before, and its result where it is a number. */
export interface Before {
  intent: Intent;
  result: string | null;
}

const LEAD =
  /^(?:(?:and|or|also|now|then|so|ok(?:ay)?|what about|how about|what(?:'s| is) (?:it|that)|the same|same)\b[\s,]*)+/i;
const MORE =
  /^(?:(?:please )?(?:tell|show|give) me )?more(?: (?:please|about (?:that|it|this)|details?|results))?$|^(?:go on|continue|details|more details|elaborate|what else|anything else)$/i;
const OPERATION =
  /^(?:[+*/^×÷]|-\s*\d|(?:plus|minus|times|multiplied by|divided by|over|to the power|squared|cubed)\b)/i;
const IT = /\b(?:that|it|this|the (?:result|answer))\b/i;
const PERCENT = /^-?\d+(?:\.\d+)?\s?(?:%|per ?cent)$/i;

/** Reads one clause in the light of what came before; null when it stands alone. */
export function readFollowUp(clause: string, before: Before): Intent | null {
  const rest = clause.replace(LEAD, '').trim();
  switch (before.intent.kind) {
    case 'time':
    case 'difference':
      return afterTime(rest, before.intent);
    case 'convert':
      return afterConversion(rest, before.intent);
    case 'calculate':
      return afterCalculation(rest, before.intent, before.result);
    case 'help':
      return MORE.test(rest) ? { ...before.intent, skip: before.intent.skip + 1 } : null;
    case 'chats':
      return afterChats(rest);
    default:
      return null;
  }
}

function afterTime(
  rest: string,
  before: Extract<Intent, { kind: 'time' | 'difference' }>,
): Intent | null {
  const { days, rest: withoutDay } = readDay(rest.replace(/\s+(?:then|too|as well)$/i, ''));
  const earlier = before.kind === 'time' ? before.days : 0;
  const places = readPlaces(withoutDay);
  if (places) {
    const ahead = days ?? earlier;
    return { kind: 'time', places, days: ahead, wants: ahead === 0 ? 'time' : 'date' };
  }
  if (days === null || withoutDay !== '') return null;
  return { kind: 'time', places: [...before.places], days, wants: 'date' };
}

function afterConversion(
  rest: string,
  before: Extract<Intent, { kind: 'convert' }>,
): Intent | null {
  const units = readUnits(rest);
  if (units) return { ...before, to: units };
  const given = readValue(rest);
  if (!given) return null;
  const from = given.unit ?? before.from;
  return { ...before, value: given.value, from, asked: `${given.value} ${from}` };
}

function afterCalculation(
  rest: string,
  before: Extract<Intent, { kind: 'calculate' }>,
  result: string | null,
): Intent | null {
  if (result !== null) {
    if (OPERATION.test(rest)) return readArithmetic(`${result} ${rest}`);
    if (IT.test(rest)) return readArithmetic(rest.replace(IT, result));
  }
  const { expression } = before;
  if (PERCENT.test(rest) && /\d\s?(?:%|per ?cent)/i.test(expression)) {
    return readArithmetic(expression.replace(/-?\d+(?:\.\d+)?\s?(?:%|per ?cent)/i, rest));
  }
  const [, number] = /^(?:of |for |with )?(\d[\d,]*(?:\.\d+)?)$/i.exec(rest) ?? [];
  return number && /\bof \S+$/i.test(expression)
    ? readArithmetic(expression.replace(/\S+$/, number))
    : null;
}

function afterChats(rest: string): Intent | null {
  const [, topic] = /^(?:about|for|on)\s+(.{2,80})$/i.exec(rest) ?? [];
  const query = topic ? listed(topic)[0] : undefined;
  return query ? { kind: 'chats', query } : null;
}

const text = z.string();
const INPUTS = {
  current_time: z.object({ place: text, days: z.number().default(0) }),
  convert_units: z.object({ value: z.number(), from: text, to: text }),
  calculate: z.object({ expression: text }),
  search_help: z.object({ query: text }),
  search_my_chats: z.object({ query: text }),
};
const calculated = z.object({ result: text });

/** What a call of an earlier turn was for; null when it was none of the guide's. */
export function beforeOf({ tool, input, result }: PastCall): Before | null {
  const intent = intentOf(tool, input);
  if (!intent) return null;
  const value = calculated.safeParse(result).data?.result ?? '';
  return { intent, result: /^-?\d+(?:\.\d+)?$/.test(value) ? value : null };
}

function intentOf(tool: string, input: unknown): Intent | null {
  switch (tool) {
    case 'current_time': {
      const { data } = INPUTS.current_time.safeParse(input);
      return data ? { kind: 'time', places: [data.place], days: data.days, wants: 'time' } : null;
    }
    case 'convert_units': {
      const { data } = INPUTS.convert_units.safeParse(input);
      if (!data) return null;
      const { value, from, to } = data;
      return { kind: 'convert', value, from, to: [to], asked: `${value} ${from}` };
    }
    case 'calculate': {
      const { data } = INPUTS.calculate.safeParse(input);
      if (!data) return null;
      return { kind: 'calculate', expression: data.expression, asked: data.expression, unit: '' };
    }
    case 'search_help': {
      const { data } = INPUTS.search_help.safeParse(input);
      return data ? { kind: 'help', query: data.query, asked: data.query, skip: 0 } : null;
    }
    case 'search_my_chats': {
      const { data } = INPUTS.search_my_chats.safeParse(input);
      return data ? { kind: 'chats', query: data.query } : null;
    }
    default:
      return null;
  }
}
