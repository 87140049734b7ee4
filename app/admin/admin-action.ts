import { headers } from 'next/headers';
import type { z } from 'zod';
import { type AdminBy, byAdmin } from '@/lib/auth/by';
import type { Action } from '@/lib/contract/action';
import { action } from '@/lib/http/action';
import { requireAdminHere } from './guard';

/**
 * Makes the action of a change that an admin makes. `fn` is told by whom and from
 * where, and hands it on to the function that makes the change, whose batch writes
 * the audit row (M04): `{ ...by, action: 'agent.update', subjectId, subject, before, after }`.
 */
export function adminAction<S extends z.ZodType, T>(
  schema: S,
  fn: (input: z.output<S>, by: AdminBy) => Promise<T>,
): Action<T> {
  return action(schema, requireAdminHere, async (input, admin) =>
    fn(input, await byAdmin(admin, await headers())),
  );
}
