/** Asks the upstream with the body that came in, and hands its answer's body on. */
export async function ask(request: Request): Promise<ReadableStream<Uint8Array>> {
  const leave = new AbortController();
  request.signal.addEventListener('abort', () => leave.abort());
  const response = await fetch(`${process.env.UPSTREAM_URL}/chat/stream`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: await request.text(),
    cache: 'no-store',
    signal: leave.signal,
  });
  if (!response.ok || !response.body) throw new Error(`The upstream answered ${response.status}.`);
  return response.body;
}
