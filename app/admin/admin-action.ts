import { headers } from 'next/headers';
import type { z } from 'zod';
import { clientAddress } from '@/lib/auth/address';
import type { Action } from '@/lib/contract/action';
import type { By } from '@/lib/db/audit';
import type { Person } from '@/lib/db/users';
import { action } from '@/lib/http/action';
import { requireAdminHere } from './guard';

/** The admin who changes something, and from where. */
interface AdminBy extends By {
  actor: { id: string; email: string };
}

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
    fn(input, byAdmin(admin, await headers())),
  );
}

/** Who and from where, for a request that is no form. */
function byAdmin({ id, email }: Person, from: Headers): AdminBy {
  const via = from.get('user-agent') ?? '';
  return { actor: { id, email }, origin: clientAddress(from), via };
}
