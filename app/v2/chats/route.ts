import { requireCaller } from '@/lib/auth/guard';
import { listChats } from '@/lib/db/chats';
import { handler } from '@/lib/http/handler';
import { readPage } from '@/lib/http/page';
import { publishedChat } from './published';

export const dynamic = 'force-dynamic';

/** This person's conversations, latest first, in the published shape. */
export const GET = handler(async (request) => {
  const person = await requireCaller(request);
  const { chats, total } = await listChats(person.id, readPage(request.nextUrl));
  return Response.json({ chats: chats.map(publishedChat), total });
});
