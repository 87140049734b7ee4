import { archiveHead, conversationWriter } from '@/app/api/export/write';
import { requireCaller } from '@/lib/auth/guard';
import type { ArchivedConversation } from '@/lib/contract/archive';
import { listArchiveHeads, readArchive } from '@/lib/db/archive';
import type { Person } from '@/lib/db/users';
import { attachment, fileNameOf, MEDIA_TYPES, uniqueNames } from '@/lib/export/names';
import { textStream } from '@/lib/export/text-stream';
import { type ZipFile, zipStream } from '@/lib/export/zip';
import { handler } from '@/lib/http/handler';
import { countAttempt, tooManyAttempts } from '@/lib/limits/rate-limit';
import { readExportQuery } from './query';

export const dynamic = 'force-dynamic';

const HOUR_MS = 3_600_000;
const EXPORTS_PER_HOUR = 20;
const PAGE = 50;

/**
 * All of one's conversations, not those in the trash: JSON as one file, Markdown
 * and HTML as a zip with a file each. Written as it is read, a conversation at a time.
 */
export const GET = handler(async (request) => {
  const person = await requireCaller(request);
  const { format, withTrace } = readExportQuery(request.nextUrl.searchParams);
  const rule = { key: `export:${person.id}`, limit: EXPORTS_PER_HOUR, windowMs: HOUR_MS };
  const verdict = await countAttempt([rule]);
  if (!verdict.allowed) throw tooManyAttempts(verdict);
  const now = Date.now();
  const write = await conversationWriter(format, { withTrace, now });
  const conversations = allConversations(person);
  const name = `gossamer-${new Date(now).toISOString().slice(0, 10)}`;
  const json = format === 'json';
  const body = json
    ? jsonStream(conversations, { head: archiveHead(now), write })
    : zipStream(files(conversations, { ending: format, write }));
  return new Response(body, {
    headers: {
      'Content-Type': json ? MEDIA_TYPES.json : 'application/zip',
      'Content-Disposition': attachment(`${name}.${json ? 'json' : 'zip'}`),
    },
  });
});

async function* allConversations(person: Person): AsyncGenerator<ArchivedConversation> {
  for (let afterId: string | null = null; ; ) {
    const heads = await listArchiveHeads(person.id, { afterId, limit: PAGE });
    for (const head of heads) {
      const visibility = person.role === 'admin' ? 'full' : head.visibility;
      yield await readArchive(person.id, { ...head, visibility });
    }
    afterId = heads.at(-1)?.id ?? null;
    if (afterId === null) return;
  }
}

type Write = (conversation: ArchivedConversation) => string;

async function* files(
  conversations: AsyncIterable<ArchivedConversation>,
  { ending, write }: { ending: string; write: Write },
): AsyncGenerator<ZipFile> {
  const unique = uniqueNames();
  for await (const conversation of conversations) {
    const name = unique(fileNameOf(conversation.title));
    yield { name: `${name}.${ending}`, text: write(conversation) };
  }
}

function jsonStream(
  conversations: AsyncIterable<ArchivedConversation>,
  { head, write }: { head: string; write: Write },
): ReadableStream<Uint8Array> {
  const text = async function* (): AsyncGenerator<string, void, void> {
    yield `${head}\n`;
    let separator = '';
    for await (const conversation of conversations) {
      yield separator + write(conversation);
      separator = ',\n';
    }
    yield '\n]}\n';
  };
  return textStream(text());
}
