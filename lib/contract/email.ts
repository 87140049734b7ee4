/**
 * E-mail addresses as Gossamer keeps them: one way to write each, so that two
 * spellings of one address can never be two people.
 */

import { z } from 'zod';

const MAX_LENGTH = 254;
const LOCAL = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*";
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const ADDRESS = new RegExp(`^(?=.{1,64}@)${LOCAL}@${LABEL}(?:\\.${LABEL})*$`);

/**
 * One address, trimmed, in NFKC and lower case; null when it is not exactly one
 * plain address: no lists, quoted local parts, comments or control characters.
 */
export function normaliseEmail(raw: string): string | null {
  if (raw.length > 4 * MAX_LENGTH) return null;
  const trimmed = raw.trim();
  if (/\p{C}/u.test(trimmed)) return null;
  const email = trimmed.normalize('NFKC').toLowerCase();
  return email.length <= MAX_LENGTH && ADDRESS.test(email) ? email : null;
}

/** A form's e-mail field: reads as the normalised address. */
export const emailSchema = z.string().transform((raw, ctx) => {
  const email = normaliseEmail(raw);
  if (email !== null) return email;
  ctx.addIssue({ code: 'custom', message: 'email' });
  return z.NEVER;
});
