import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { HEARTBEAT } from '@/lib/contract/sse';
import { createFeed, type Feed } from '@/lib/runs/feed';
import { eventStream, type StreamOptions } from './event-stream';

const HOUR_MS = 3_600_000;

function open(feed: Feed, more: Partial<StreamOptions> = {}) {
  const onClose = vi.fn();
  const source = {
    get ended() {
      return feed.ended;
    },
    get size() {
      return feed.size;
    },
    read: (after: number, maxSize: number) => feed.read(after, maxSize, 'full'),
    subscribe: feed.subscribe,
  };
  const options = { after: 0, heartbeatMs: HOUR_MS, lifetimeMs: HOUR_MS, onClose, ...more };
  const { body } = eventStream(source, options);
  if (!body) throw new Error('A stream has a body.');
  return { body, onClose };
}

function say(feed: Feed, text: string): void {
  feed.append(feed.seq + 1, JSON.stringify({ type: 'text', content: text }));
  feed.wake();
}

/** A destination that takes its next write when it is told to. */
function destination() {
  const writes: string[] = [];
  let gate = Promise.resolve();
  let open: () => void = () => undefined;
  const stream = new WritableStream<Uint8Array>({
    async write(bytes) {
      writes.push(Buffer.from(bytes).toString());
      await gate;
    },
  });
  return {
    stream,
    writes,
    shut() {
      ({ promise: gate, resolve: open } = Promise.withResolvers<void>());
    },
    open: () => open(),
  };
}

it('brings the same bytes to who reads it and to whom it is piped', async () => {
  const told: string[] = [];
  for (const way of ['read', 'piped']) {
    const feed = createFeed('r');
    const { body, onClose } = open(feed);
    const { stream, writes } = destination();
    const all = way === 'read' ? new Response(body).text() : body.pipeTo(stream);
    await turn();
    say(feed, 'one');
    await turn();
    say(feed, 'two');
    feed.end();
    told.push((await all) ?? writes.join(''));
    expect(onClose).toHaveBeenCalledTimes(1);
  }
  expect(told[0]).toContain('"two"');
  expect(told[0]?.startsWith(HEARTBEAT)).toBe(true);
  expect(told[1]).toBe(told[0]);
});

it('gives one that stands still nothing more, and then what it missed at once', async () => {
  const feed = createFeed('r');
  const { body } = open(feed);
  const { stream, writes, shut, open: letGo } = destination();
  const piped = body.pipeTo(stream);
  await turn();
  shut();
  say(feed, 'one');
  for (let i = 0; i < 20; i += 1) say(feed, `more ${i}`);
  await turn();
  expect(writes).toHaveLength(2);
  feed.end();
  letGo();
  await piped;
  expect(writes.join('').match(/^data:/gm)).toHaveLength(21);
  // What a web stream holds between its halves was written before; the rest comes as one.
  expect(writes.length).toBeLessThanOrEqual(4);
  expect(writes.at(-1)?.match(/^data:/gm)?.length).toBeGreaterThan(15);
});

it('lets go of one that is a megabyte behind', async () => {
  const feed = createFeed('r');
  const { body, onClose } = open(feed);
  const { stream, shut, open: letGo } = destination();
  const piped = body.pipeTo(stream);
  await turn();
  shut();
  say(feed, 'one');
  for (let i = 0; i < 12; i += 1) say(feed, 'x'.repeat(100_000));
  expect(onClose).toHaveBeenCalledTimes(1);
  letGo();
  await piped;
});

it('writes what is longer than one write until nothing is left', async () => {
  const feed = createFeed('r');
  for (let i = 0; i < 8; i += 1) say(feed, 'x'.repeat(50_000));
  feed.end();
  const { body } = open(feed);
  const { stream, writes } = destination();
  await body.pipeTo(stream);
  expect(writes.join('').match(/^data:/gm)).toHaveLength(8);
  expect(writes.length).toBeGreaterThan(3);
});

it('is let go of once when its reader goes, in either way', async () => {
  const feed = createFeed('r');
  const piped = open(feed);
  const gone = new AbortController();
  const piping = piped.body.pipeTo(destination().stream, { signal: gone.signal });
  await turn();
  const reason = new Error('The reader has gone.');
  gone.abort(reason);
  await expect(piping).rejects.toBe(reason);
  expect(piped.onClose).toHaveBeenCalledTimes(1);

  const read = open(feed);
  await read.body.cancel();
  expect(read.onClose).toHaveBeenCalledTimes(1);
  say(feed, 'nobody hears it');
});

it('is closed without an end when its time is over, whether or not anybody reads', async () => {
  const feed = createFeed('r');
  const unread = open(feed, { lifetimeMs: 5 });
  const piped = open(feed, { lifetimeMs: 5 });
  await piped.body.pipeTo(destination().stream);
  await vi.waitFor(() => expect(unread.onClose).toHaveBeenCalledTimes(1));
  expect(piped.onClose).toHaveBeenCalledTimes(1);
});
