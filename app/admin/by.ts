import { headers } from 'next/headers';
import { clientAddress } from '@/lib/auth/address';
import type { By } from '@/lib/db/audit';
import type { Person } from '@/lib/db/users';

/** The admin who changes something, and from where: for the audit log. */
export async function byAdmin({ id, email }: Person): Promise<By> {
  return { actor: { id, email }, origin: clientAddress(await headers()) };
}
