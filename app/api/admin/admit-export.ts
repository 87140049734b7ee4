import { byAdmin } from '@/lib/auth/by';
import { type AuditEntry, writeAudit } from '@/lib/db/audit';
import type { Person } from '@/lib/db/users';
import { countAttempt, tooManyAttempts } from '@/lib/limits/rate-limit';

const HOUR_MS = 3_600_000;
const EXPORTS_PER_HOUR = 20;

/**
 * Lets an admin take data of others home: so often in an hour, and never without a
 * row in the audit log (M08). Throws `rate_limited`.
 */
export async function admitExport(
  request: { headers: Headers },
  admin: Person,
  entry: Pick<AuditEntry, 'action' | 'after'>,
): Promise<void> {
  const rule = {
    key: `admin-export:${admin.id}`,
    limit: EXPORTS_PER_HOUR,
    windowMs: HOUR_MS,
  };
  const verdict = await countAttempt([rule]);
  if (!verdict.allowed) throw tooManyAttempts(verdict);
  await writeAudit({ ...(await byAdmin(admin, request.headers)), ...entry });
}
