import { ask } from '../upstream';

export const dynamic = 'force-dynamic';

/** The least that a route can do: the upstream's body is the answer's body. */
export async function POST(request: Request): Promise<Response> {
  return new Response(await ask(request), {
    headers: {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
    },
  });
}
