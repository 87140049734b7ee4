import { openAsBlob } from 'node:fs';
import { byAdmin } from '@/lib/auth/by';
import { readBearer } from '@/lib/auth/cookie';
import { requireAdminCaller } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { writeAudit } from '@/lib/db/audit';
import { backupPath, canBackUp } from '@/lib/db/backups';
import { handler } from '@/lib/http/handler';

interface Context {
  params: Promise<{ name: string }>;
}

/** A backup to keep elsewhere. It holds everything, so no token opens it, only an admin's own sign-in. */
export const GET = handler<Context>(async (request, { params }) => {
  const admin = await requireAdminCaller(request);
  if (readBearer(request.headers) !== null || !canBackUp()) throw new AppError('not_found');
  const { name } = await params;
  const path = backupPath(name);
  const by = await byAdmin(admin, request.headers);
  await writeAudit({ ...by, action: 'backup.download', subjectId: name, subject: name });
  const file = await openAsBlob(path);
  return new Response(file.stream(), {
    headers: {
      'Content-Type': 'application/vnd.sqlite3',
      'Content-Length': String(file.size),
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store, no-transform',
    },
  });
});
