/** Writes what calculations and conversions found. */

import { z } from 'zod';
import type { CallOutcome, Intent } from './intent';
import { phrase, shownNumber, table } from './markdown';

const calculation = z.object({ expression: z.string(), result: z.string() });
const conversion = z.object({
  value: z.number(),
  from: z.string(),
  result: z.number(),
  to: z.string(),
});

type Calculate = Extract<Intent, { kind: 'calculate' }>;
type Convert = Extract<Intent, { kind: 'convert' }>;

/** Digits of a converted value that are shown. */
const SHOWN_DIGITS = 6;
const LONG_NUMBER = /(?<![\d.,])\d{5,}(?!\d)/g;
const CURRENCY =
  /^(?:USD|EUR|GBP|JPY|CHF|CNY|INR|AUD|CAD|dollars?|euros?|pounds sterling|yen|[$€£])$/i;

/** One or several calculations: a sentence, or a table. */
export function writeCalculations(asked: Calculate[], outcomes: CallOutcome[]): string {
  const lines: string[] = [];
  const rows: string[][] = [];
  for (const [index, intent] of asked.entries()) {
    const outcome = outcomes[index] ?? { kind: 'missing' };
    const found = outcome.kind === 'done' ? calculation.safeParse(outcome.value).data : undefined;
    const shown = phrase(capitalised(intent.asked.replace(LONG_NUMBER, shownNumber)));
    if (found) rows.push([shown, `**${phrase(shownNumber(found.result))}${intent.unit}**`]);
    else lines.push(`I could not calculate ${phrase(intent.asked)}. ${reasonOf(outcome)}`);
  }
  const [only] = rows;
  if (rows.length === 1 && only) {
    const verb = /^.{0,60}is what/i.test(asked[0]?.asked ?? '') ? 'The answer is' : `${only[0]} is`;
    lines.unshift(`${verb} ${only[1]}.`);
  } else if (rows.length > 1) lines.unshift(table(['Calculation', 'Result'], rows));
  return lines.join('\n\n');
}

/** One conversion into one or several units. */
export function writeConversion(intent: Convert, outcomes: CallOutcome[]): string {
  const lines: string[] = [];
  const found: z.infer<typeof conversion>[] = [];
  for (const outcome of outcomes) {
    const value = outcome.kind === 'done' ? conversion.safeParse(outcome.value).data : undefined;
    if (value) found.push(value);
    else lines.push(`I could not convert ${phrase(intent.asked)}. ${reasonOf(outcome)}`);
  }
  if ([intent.from, ...intent.to].some((unit) => CURRENCY.test(unit))) {
    lines.push('I convert units only; I have no exchange rates.');
  }
  const [first] = found;
  if (found.length === 1 && first)
    lines.unshift(`${amount(first)} ${sign(first)} **${result(first)}**.`);
  else if (first) {
    lines.unshift(
      table(
        [amount(first), 'is'],
        found.map((one) => [one.to, `**${result(one)}**`]),
      ),
    );
  }
  return lines.join('\n\n');
}

/** Why there is no result, in a sentence. */
export function reasonOf(outcome: CallOutcome): string {
  switch (outcome.kind) {
    case 'failed':
      return outcome.message;
    case 'missing':
      return 'This agent was not given the tool for it.';
    case 'done':
      return 'The tool answered in a form that I do not know.';
  }
}

const amount = ({ value, from }: z.infer<typeof conversion>) =>
  withUnit(shownNumber(value, SHOWN_DIGITS), from);
const result = ({ result: value, to }: z.infer<typeof conversion>) =>
  withUnit(shownNumber(value, SHOWN_DIGITS), to);

/** "is" where every digit is shown, "is about" where it was rounded. */
function sign({ result: value }: z.infer<typeof conversion>): string {
  return Number(value.toPrecision(SHOWN_DIGITS)) === value ? 'is' : 'is about';
}

function withUnit(number: string, unit: string): string {
  return unit.startsWith('°')
    ? `${number} ${unit}`
    : `${number} ${number === '1' ? one(unit) : unit}`;
}

const ONE: Record<string, string> = { feet: 'foot', inches: 'inch', stone: 'stone', psi: 'psi' };

function one(unit: string): string {
  return ONE[unit] ?? unit.replace(/([a-z]{3})s\b/g, '$1');
}

function capitalised(text: string): string {
  return /^[a-z]{2}/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
