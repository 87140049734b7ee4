/**
 * The calculator behind the tool `calculate`. An expression is parsed, every
 * node is checked against a list of what is allowed, and only then evaluated:
 * numbers, operators, some functions and units; no assignment, text, matrix,
 * property or function of the library beyond that list. So the work is bounded
 * by the expression's length, and nothing but arithmetic can be reached.
 */

import type { MathJsInstance, MathNode } from 'mathjs';
import { AppError } from '@/lib/contract/errors';
import { CONSTANTS, FUNCTIONS, toExpression } from './arithmetic-text';
import { loadMath } from './load-math';

/** The longest expression, in characters, and the most nodes it may have. */
const MAX_LENGTH = 500;
const MAX_NODES = 200;
const MAX_EXACT_FACTORIAL = 170;
/** Whole numbers up to this many digits are written out. */
const MAX_WHOLE_DIGITS = 40;

/** Powers of ten between which numbers are written without an exponent. */
const PLAIN = { lowerExp: -7, upperExp: 21 };

const OPERATORS = new Set(['+', '-', '*', '/', '^', '%', '!', 'mod', 'to', 'in']);
const EXACT_OPERATORS = new Set(['+', '-', '*', '/', '^']);

/** What `calculate` answers: the expression as it was read, and its value as text. */
export interface Calculation {
  expression: string;
  result: string;
}

/** Computes an expression. Throws `AppError('validation')` with a sentence when it cannot. */
export async function calculate(text: string): Promise<Calculation> {
  const expression = toExpression(text);
  if (expression === '') throw refusal('There is nothing to calculate.');
  if (expression.length > MAX_LENGTH) throw refusal('This expression is too long.');
  const math = await loadMath();
  const node = parse(math.number, expression);
  check(math.number, node);
  const value = evaluate(node);
  if (typeof value !== 'number') return { expression, result: formatOther(math.number, value) };
  if (Number.isNaN(value)) throw refusal('This has no defined result.');
  if (!Number.isFinite(value)) throw refusal('It divides by zero, or the result is too large.');
  const exact = isExact(math.number, node) ? exactly(math.big, expression) : undefined;
  return { expression, result: exact ?? math.number.format(value, { ...PLAIN, precision: 14 }) };
}

function parse(math: MathJsInstance, expression: string): MathNode {
  try {
    return math.parse(expression);
  } catch (cause) {
    // A syntax error of the expression: whoever wrote it can mend it.
    throw refusal('This is not an expression that can be read.', cause);
  }
}

function evaluate(node: MathNode): unknown {
  try {
    return node.evaluate();
  } catch (cause) {
    // Units that do not fit each other, or arguments outside a function's domain.
    const reason = cause instanceof Error ? cause.message : 'unknown';
    throw refusal(`This cannot be calculated: ${reason.slice(0, 200)}`, cause);
  }
}

/** Refuses every node that is not arithmetic. */
function check(math: MathJsInstance, root: MathNode): void {
  let nodes = 0;
  const called = new Set<MathNode>();
  root.traverse((node) => {
    nodes += 1;
    if (nodes > MAX_NODES) throw refusal('This expression is too long.');
    if (math.isParenthesisNode(node)) return;
    if (math.isConstantNode(node) && typeof node.value === 'number') return;
    if (math.isOperatorNode(node) && OPERATORS.has(node.op)) return;
    if (math.isFunctionNode(node) && math.isSymbolNode(node.fn) && FUNCTIONS.has(node.fn.name)) {
      called.add(node.fn);
      return;
    }
    if (math.isSymbolNode(node)) {
      const isName = called.has(node) || CONSTANTS.has(node.name);
      if (isName || math.Unit.isValuelessUnit(node.name)) return;
      throw refusal(`“${node.name.slice(0, 40)}” is not a number, a function or a unit I know.`);
    }
    throw refusal('Only numbers, operators, functions and units can be calculated.');
  });
}

/** Whether every step is exact arithmetic, whose cost stays small at high precision. */
function isExact(math: MathJsInstance, root: MathNode): boolean {
  let exact = true;
  root.traverse((node) => {
    if (math.isConstantNode(node) || math.isParenthesisNode(node)) return;
    if (!math.isOperatorNode(node)) exact = false;
    else if (node.op === '!') {
      const [operand] = node.args;
      const value = math.isConstantNode(operand) ? Number(operand.value) : Number.NaN;
      // Of a fraction only the approximate factorial exists.
      if (!Number.isInteger(value) || value > MAX_EXACT_FACTORIAL) exact = false;
    } else if (!EXACT_OPERATORS.has(node.op)) exact = false;
  });
  return exact;
}

/** The value at 64 digits: whole numbers in full, others to 15 significant digits. */
function exactly(math: MathJsInstance, expression: string): string | undefined {
  const value: unknown = math.parse(expression).evaluate();
  if (!math.isBigNumber(value) || !value.isFinite()) return undefined;
  if (value.isInteger() && value.precision(true) <= MAX_WHOLE_DIGITS) return value.toFixed();
  return math.format(value, { ...PLAIN, precision: 15 });
}

function formatOther(math: MathJsInstance, value: unknown): string {
  if (math.isUnit(value) || math.isComplex(value)) {
    // A bare unit to the power of zero has neither a unit nor a number left to write: it is one.
    return math.format(value, { precision: 12 }) || '1';
  }
  throw refusal('This has no number as its result.');
}

function refusal(message: string, cause?: unknown): AppError {
  return new AppError('validation', { message, cause });
}
