/** From zod's findings to the published validation errors. */

import type { z } from 'zod';
import { AppError, type ValidationIssue } from '@/lib/contract/errors';

/** A `validation` error in the platform's list form. `input` is what was checked. */
export function validationError(error: z.ZodError, input: unknown): AppError {
  return new AppError('validation', {
    issues: error.issues.map((issue) => toIssue(issue, input)),
    cause: error,
  });
}

function toIssue(issue: z.core.$ZodIssue, input: unknown): ValidationIssue {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const loc = ['body', ...path];
  if (issue.code === 'invalid_type' && valueAt(input, path) === undefined) {
    return { loc, msg: 'Field required', type: 'missing' };
  }
  return { loc, msg: issue.message, type: issue.code };
}

function valueAt(input: unknown, path: (string | number)[]): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}
