import { readExportQuery } from '@/app/api/export/query';
import { archiveHead, conversationWriter } from '@/app/api/export/write';
import { requireCaller } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { findArchiveHead, readArchive } from '@/lib/db/archive';
import { attachment, fileNameOf, MEDIA_TYPES } from '@/lib/export/names';
import { handler } from '@/lib/http/handler';

export const dynamic = 'force-dynamic';

/** One conversation as a file: `?format=md|html|json`, `&trace=0` without its steps. */
export const GET = handler(async (request, context: { params: Promise<{ sessionId: string }> }) => {
  const person = await requireCaller(request);
  const { sessionId } = await context.params;
  const { format, withTrace } = readExportQuery(request.nextUrl.searchParams);
  const head = await findArchiveHead(person.id, sessionId);
  if (!head) throw new AppError('session_not_found');
  const visibility = person.role === 'admin' ? 'full' : head.visibility;
  const now = Date.now();
  const write = await conversationWriter(format, { withTrace, now });
  const text = write(await readArchive(person.id, { ...head, visibility }));
  const body = format === 'json' ? `${archiveHead(now)}\n${text}\n]}\n` : text;
  return new Response(body, {
    headers: {
      'Content-Type': MEDIA_TYPES[format],
      'Content-Disposition': attachment(`${fileNameOf(head.title)}.${format}`),
    },
  });
});
