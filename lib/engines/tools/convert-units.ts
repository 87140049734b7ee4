/** The conversion behind the tool `convert_units`. */

import { AppError } from '@/lib/contract/errors';
import { findUnit, type Unit } from './units';

/** A converted value; `value` is in the unit `from`, `result` in the unit `to`. */
export interface Conversion {
  value: number;
  from: string;
  result: number;
  to: string;
}

/** Converts a value. Throws `AppError('validation')` with a sentence when it cannot. */
export function convertUnits(value: number, from: string, to: string): Conversion {
  const source = unitNamed(from);
  const target = unitNamed(to);
  if (source.measures !== target.measures) {
    throw refusal(
      `One of these measures ${source.measures}, the other ${target.measures}: ` +
        `${source.label} and ${target.label} do not convert into each other.`,
    );
  }
  const base = value * source.factor + source.offset;
  const result = (base - target.offset) / target.factor;
  if (!Number.isFinite(result)) throw refusal('The result is too large.');
  // Twelve digits: what doubles add beyond that is noise.
  return { value, from: source.label, result: Number(result.toPrecision(12)), to: target.label };
}

function unitNamed(name: string): Unit {
  const unit = findUnit(name);
  if (!unit) throw refusal(`I know no unit “${name.trim().slice(0, 40)}”.`);
  return unit;
}

function refusal(message: string): AppError {
  return new AppError('validation', { message });
}
