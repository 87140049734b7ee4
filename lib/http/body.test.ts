import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '@/lib/contract/errors';
import { readBytes, readJson } from './body';

const LIMIT = 100_000;
const schema = z.object({
  text: z.string(),
  tags: z.array(z.object({ n: z.number() })).optional(),
});

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request('http://localhost/', {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', ...headers },
    duplex: 'half',
  } as RequestInit);
}

/** A body without a length that counts what is taken from it. */
function endless(chunkBytes: number) {
  const taken = { bytes: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken.bytes += chunkBytes;
        controller.enqueue(new Uint8Array(chunkBytes).fill(0x20));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, taken };
}

describe('B01: bodies', () => {
  it('are read whole up to the limit', async () => {
    const text = 'x'.repeat(LIMIT - 11);
    expect(await readJson(post(JSON.stringify({ text })), schema, { maxBytes: LIMIT })).toEqual({
      text,
    });
    await expect(
      readJson(post(JSON.stringify({ text: `${text}y` })), schema, { maxBytes: LIMIT }),
    ).rejects.toMatchObject({ code: 'body_too_large' });
  });

  it('without a length are refused before limit + 64 kB is read', async () => {
    const { body, taken } = endless(16_384);
    await expect(readJson(post(body), schema, { maxBytes: LIMIT })).rejects.toMatchObject({
      code: 'body_too_large',
    });
    expect(taken.bytes).toBeLessThanOrEqual(LIMIT + 65_536);
  });

  it('with a length over the limit are refused unread, with a false one while reading', async () => {
    const { body, taken } = endless(16_384);
    const honest = post(body, { 'Content-Length': String(LIMIT + 1) });
    await expect(readBytes(honest, LIMIT)).rejects.toMatchObject({ code: 'body_too_large' });
    expect(taken.bytes).toBe(0);
    const lying = post(endless(16_384).body, { 'Content-Length': '5' });
    await expect(readBytes(lying, LIMIT)).rejects.toMatchObject({ code: 'body_too_large' });
  });

  it('that are compressed are refused, so that nothing can unfold in memory', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    await expect(
      readJson(post(bomb, { 'Content-Encoding': 'gzip' }), schema),
    ).rejects.toMatchObject({ code: 'unsupported_media_type' });
  });

  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/json; charset=utf-16'],
    ['application/jsonp'],
    [''],
  ])('of type "%s" are refused', async (type) => {
    await expect(
      readJson(post('{"text":"x"}', { 'Content-Type': type }), schema),
    ).rejects.toMatchObject({ code: 'unsupported_media_type', status: 415 });
  });

  it.each([['application/json'], ['Application/JSON; charset=UTF-8']])(
    'of type "%s" are read',
    async (type) => {
      expect(await readJson(post('{"text":"é"}', { 'Content-Type': type }), schema)).toEqual({
        text: 'é',
      });
    },
  );
});

describe('B01: over a socket', () => {
  const server = createServer(async (request, response) => {
    const body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
    const outcome = await readBytes(post(body), LIMIT).then(
      () => 'read',
      (error: unknown) => (error instanceof AppError ? error.code : 'failed'),
    );
    response.writeHead(200, { Connection: 'close' });
    response.end(`${outcome} ${request.socket.bytesRead}`);
  });
  afterEach(() => server.close());

  it('a stranger who sends without end is answered, and little of it was taken', async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const stranger = sendWithoutEnd({ port, method: 'POST' }).on('error', () => stranger.destroy());
    const [response] = await once(stranger, 'response');
    const [, outcome, taken] = /^(\w+) (\d+)$/.exec(await text(response)) ?? [];
    stranger.destroy();
    expect(outcome).toBe('body_too_large');
    // One read of the socket, and of each stream on the way, may be under way.
    expect(Number(taken)).toBeLessThan(LIMIT + 4 * 65_536);
  });
});

/** A request whose body goes on until the other side stops taking it. */
function sendWithoutEnd(options: { port: number; method: string }) {
  const stranger = httpRequest({ host: '127.0.0.1', ...options });
  const chunk = Buffer.alloc(16_384, 0x20);
  const pump = () => {
    while (!stranger.destroyed && stranger.write(chunk));
  };
  stranger.on('drain', pump);
  pump();
  return stranger;
}

describe('B02: JSON of strangers', () => {
  const refused = async (text: string, maxBytes: number) => {
    const request = post(text);
    const start = performance.now();
    await expect(readJson(request, z.unknown(), { maxBytes })).rejects.toMatchObject({
      code: 'bad_request',
    });
    return performance.now() - start;
  };

  it('100,000 levels deep', async () => {
    expect(await refused('['.repeat(100_000), 1_000_000)).toBeLessThan(100);
    expect(await refused('{"a":'.repeat(100_000), 1_000_000)).toBeLessThan(100);
    await refused(`${'['.repeat(33)}${']'.repeat(33)}`, 1_000_000);
  });

  it('with a million keys', async () => {
    const keys = Array.from({ length: 1_000_000 }, (_, n) => `"k${n}":0`).join(',');
    expect(await refused(`{${keys}}`, 20_000_000)).toBeLessThan(100);
  });

  it('with a string of 1 MB that never ends', async () => {
    expect(await refused(`"${'x'.repeat(1_000_000)}`, 2_000_000)).toBeLessThan(100);
  });

  it.each([['{'], [''], ['undefined'], ['{"a":1}}'], ['\\"'], ['"\\']])(
    'that is none: %s',
    async (text) => {
      await refused(text, 1000);
    },
  );

  it('that is no UTF-8', async () => {
    await expect(readBytes(post(new Uint8Array([0x22, 0xff, 0x22])), 10)).resolves.toHaveLength(3);
    await expect(
      readJson(post(new Uint8Array([0x22, 0xff, 0x22])), z.unknown()),
    ).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('32 levels, and brackets inside strings, are fine', async () => {
    const deep = `${'['.repeat(32)}${']'.repeat(32)}`;
    expect(JSON.stringify(await readJson(post(deep), z.unknown()))).toBe(deep);
    const text = `${'['.repeat(99)}\\"${','.repeat(99_000)}`;
    expect(await readJson(post(JSON.stringify({ text })), schema)).toEqual({ text });
  });
});

describe('validation', () => {
  it('answers in the published list form', async () => {
    const body = JSON.stringify({ tags: [{ n: 1 }, { n: 'two' }] });
    await expect(readJson(post(body), schema)).rejects.toMatchObject({
      code: 'validation',
      status: 422,
      detail: {
        issues: [
          { loc: ['body', 'text'], msg: 'Field required', type: 'missing' },
          { loc: ['body', 'tags', 1, 'n'], type: 'invalid_type' },
        ],
      },
    });
  });

  it('of a body that is no object at all', async () => {
    await expect(readJson(post('null'), schema)).rejects.toMatchObject({
      detail: { issues: [{ loc: ['body'], type: 'invalid_type' }] },
    });
  });
});
