/**
 * The two clients that the platform publishes as samples, as they are: neither is
 * a parser of event streams, and both must print the whole text. And a third that
 * looks at how the stream was written, which no client sees.
 */

import { once } from 'node:events';
import { connect } from 'node:net';

/** The sample for JavaScript: splits each chunk on newlines as if no line went over two. */
export async function readByChunks(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) throw new Error('No body.');
  const decoder = new TextDecoder();
  let printed = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return printed;
    for (const line of decoder.decode(value).split('\n')) {
      if (!line.startsWith('data: ')) continue;
      const event = JSON.parse(line.slice(6));
      if (event.type === 'text') printed += event.content;
    }
  }
}

/** What Python's `str.splitlines`, and so `httpx`'s `iter_lines`, takes for the end of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

/** The sample for Python: `httpx`'s `iter_lines`, `json.loads` of each that begins with `data: `. */
export async function readByLines(response: Response): Promise<string> {
  let printed = '';
  for (const line of (await response.text()).split(LINE_END)) {
    if (!line.startsWith('data: ')) continue;
    const event = JSON.parse(line.slice(6));
    if (event.type === 'text') printed += event.content;
  }
  return printed;
}

/** The pieces in which a server wrote the body of its answer to a request (HTTP chunks). */
export async function writesOf(
  url: string,
  request: { headers: Record<string, string>; body: string },
): Promise<string[]> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const head = { host: `${hostname}:${port}`, connection: 'close', ...request.headers };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  const length = `content-length: ${Buffer.byteLength(request.body)}`;
  socket.write([`POST ${pathname} HTTP/1.1`, ...lines, length, '', request.body].join('\r\n'));
  const received: Buffer[] = [];
  socket.on('data', (data) => received.push(data));
  await once(socket, 'close');
  const answer = Buffer.concat(received);
  return unchunk(answer.subarray(answer.indexOf('\r\n\r\n') + 4));
}

function unchunk(body: Buffer): string[] {
  const chunks: string[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (!(size > 0)) return chunks;
    chunks.push(body.toString('utf8', lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
