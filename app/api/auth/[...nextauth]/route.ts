import type { NextRequest } from 'next/server';
import { callNextAuth } from '@/lib/auth/next-auth';
import { readTexts } from '@/lib/http/body';
import { handler } from '@/lib/http/handler';

const MAX_BODY_BYTES = 65_536;

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

async function answer(request: NextRequest, { params }: Context): Promise<Response> {
  const post = request.method === 'POST';
  return await callNextAuth({
    method: post ? 'POST' : 'GET',
    path: (await params).nextauth,
    query: Object.fromEntries(request.nextUrl.searchParams),
    body: post ? await readTexts(request, MAX_BODY_BYTES) : {},
    headers: request.headers,
  });
}

export const GET = handler(answer);
/** Its forms carry next-auth's own token against forgery. */
export const POST = handler(answer, { ownToken: true });
