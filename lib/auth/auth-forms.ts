/**
 * What the forms of the sign-in may send. Fields not named here are dropped: a
 * role, an id or a status in the body changes nothing (A05). Messages are keys of
 * the catalogue's `auth.fields`.
 */

import { z } from 'zod';
import { emailSchema } from '@/lib/contract/email';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './password';

/** A password to be set. */
export const newPassword = z
  .string('password_short')
  .min(MIN_PASSWORD_LENGTH, 'password_short')
  .max(MAX_PASSWORD_LENGTH, 'password_long');
/** What somebody is called; may be empty. */
export const personName = z.string().trim().max(80, 'name_long').default('');
const name = personName;
const code = z.string().max(100);

/** Signing in: nothing is checked but that it is text, so that every wrong try is alike. */
export const signInSchema = z.object({
  email: z.string('email').min(1, 'email_missing').max(1000, 'email'),
  password: z.string('password_missing').min(1, 'password_missing'),
  next: z.string().optional(),
});

/** Signing up. */
export const signUpSchema = z.object({
  email: emailSchema,
  name,
  password: newPassword,
  next: z.string().optional(),
});

/** Accepting an invitation; the address may be the invitation's own. */
export const invitedSchema = z.object({ code, email: emailSchema, name, password: newPassword });

/** Setting a new password with a link. */
export const resetSchema = z.object({ code, password: newPassword });

/** Setting up the instance. */
export const setupSchema = z.object({ code, email: emailSchema, name, password: newPassword });

/** Going to a provider. */
export const providerSchema = z.object({
  provider: z.string().max(40),
  next: z.string().optional(),
  invite: z.string().max(100).optional(),
});
