/** Reads arithmetic: "what is 17.5% of 2,340", "the square root of 144". */

import { isArithmetic, toExpression } from '@/lib/engines/tools/arithmetic-text';
import type { Intent } from './intent';

const LEAD = new RegExp(
  `^(?:${[
    "what(?:'s| is| are|s)?(?: the (?:result|value|answer|product) of)?",
    'how much (?:is|are|would be)',
    'calculate',
    'compute',
    'evaluate',
    'solve',
    'work out',
    'figure out',
    'the result of',
    'what do (?:i|you) get (?:if|when) (?:i|you)',
    'what does',
  ].join('|')})\\s+`,
  'i',
);
const TAIL = /\s*(?:=|equals?|is|make|come to|what is it|give)$/i;
const ASKS_PERCENT =
  /\b(?:what|which) (?:per ?cent(?:age)?|%)|\bwhat % of\b|\bas (?:a )?(?:per ?cent(?:age)?|%) of\b/i;

/** Reads one clause; null when it is no arithmetic. */
export function readArithmetic(clause: string): Extract<Intent, { kind: 'calculate' }> | null {
  // "What percent of 120 is 30" begins like a question and is the expression itself.
  for (const text of [
    clause,
    clause
      .replace(LEAD, '')
      .replace(/^an? (?=\d)/i, '')
      .replace(TAIL, ''),
  ]) {
    const asked = text.trim();
    if (asked !== '' && isArithmetic(toExpression(asked))) {
      const unit = ASKS_PERCENT.test(clause) ? '%' : '';
      return { kind: 'calculate', expression: asked, asked, unit };
    }
  }
  return null;
}
