import type { By } from '@/lib/db/audit';
import { findTokenOwner } from '@/lib/db/tokens';
import type { Person } from '@/lib/db/users';
import { clientAddress } from './address';
import { readBearer } from './cookie';

/** An admin who changes something, and from where. */
export interface AdminBy extends By {
  actor: { id: string; email: string };
}

/** What the audit log says of an admin's request: who, from what address, sent by what. */
export async function byAdmin({ id, email }: Person, headers: Headers): Promise<AdminBy> {
  const token = readBearer(headers);
  const owner = token === null ? null : await findTokenOwner(token);
  const via = owner ? `token: ${owner.name}` : (headers.get('user-agent') ?? '');
  return { actor: { id, email }, origin: clientAddress(headers), via };
}
