/** Reads conversions of units: "5 miles in km", "how many feet in a mile". */

import { digitsForWords } from '@/lib/engines/tools/number-words';
import { findUnit, unitNames } from '@/lib/engines/tools/units';
import type { Intent } from './intent';
import { listed } from './phrase';

type Conversion = Extract<Intent, { kind: 'convert' }>;

const NUMBER = String.raw`-?\d[\d,]*(?:\.\d+)?|an?`;
const UNIT = unitNames()
  .map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`))
  .join('|');
const TO = '(?:in|to|into|as|in terms of|expressed in)';
const LEAD = `(?:(?:convert|change|turn|translate|what(?:'s| is| are)?|how (?:much|long|far|hot|cold|heavy|big|fast|many) (?:is|are))\\s+)?`;

const DIRECT = new RegExp(
  `^${LEAD}(${NUMBER})\\s*(${UNIT})(?:(?: and)? (${NUMBER})\\s*(${UNIT}))?\\s+${TO}\\s+(.+)$`,
  'i',
);
const HOW_MANY = new RegExp(
  `^how (?:many|much) (${UNIT}) (?:are there in|is there in|are in|is in|in|are|is|make|makes|equals?)\\s+(?:(${NUMBER})\\s*)?(${UNIT})$`,
  'i',
);
/** Said to be a conversion, of units that may not exist: the tool says which it does not know. */
const SAID = new RegExp(
  String.raw`^(?:convert|change)\s+(${NUMBER})\s*([a-z°$€£]+)\s+(?:in|to|into)\s+([a-z°$€£]+)$`,
  'i',
);

/** Reads one clause; null when it asks for something else. */
export function readConversion(clause: string): Conversion | null {
  const text = digitsForWords(clause);
  return readDirect(text) ?? readHowMany(text) ?? readSaid(text);
}

/** Units alone, for "and in feet?" after a conversion. */
export function readUnits(text: string): string[] | null {
  const units = listed(text.replace(/^(?:in|to|into|as)\s+/i, ''));
  return units.length > 0 && units.every((unit) => findUnit(unit)) ? units : null;
}

/** A value, with a unit or without, for "and 10 miles?" after a conversion. */
export function readValue(text: string): { value: number; unit: string | null } | null {
  const match = new RegExp(`^(${NUMBER})\\s*(${UNIT})?$`, 'i').exec(digitsForWords(text));
  return match?.[1] ? { value: numberOf(match[1]), unit: match[2] ?? null } : null;
}

function readDirect(text: string): Conversion | null {
  const match = DIRECT.exec(text);
  if (!match) return null;
  const [, amount = '', from = '', moreAmount, moreUnit, targets = ''] = match;
  const to = readUnits(targets.replace(/^how many\s+/i, ''));
  if (!to) return null;
  const value = numberOf(amount) + partOf(moreAmount, moreUnit, from);
  const asked = [amount, from, moreAmount, moreUnit].filter(Boolean).join(' ');
  return { kind: 'convert', value, from, to, asked };
}

/** "5 feet 11 inches": what the second amount adds, in the first unit. */
function partOf(amount: string | undefined, name: string | undefined, first: string): number {
  const unit = name ? findUnit(name) : null;
  const base = findUnit(first);
  if (!amount || !unit || !base || unit.measures !== base.measures) return 0;
  return (numberOf(amount) * unit.factor) / base.factor;
}

function readHowMany(text: string): Conversion | null {
  const [all, to, amount = '1', from] = HOW_MANY.exec(text) ?? [];
  if (!all || !to || !from) return null;
  const value = numberOf(amount);
  return { kind: 'convert', value, from, to: [to], asked: `${value} ${from}` };
}

function readSaid(text: string): Conversion | null {
  const [all, amount, from, to] = SAID.exec(text) ?? [];
  if (!all || !amount || !from || !to) return null;
  return { kind: 'convert', value: numberOf(amount), from, to: [to], asked: `${amount} ${from}` };
}

function numberOf(text: string): number {
  return /^an?$/i.test(text) ? 1 : Number(text.replaceAll(',', ''));
}
