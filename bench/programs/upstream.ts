/**
 * The upstream of the measurements, a process of its own: it speaks the platform's
 * contract and writes events at a given pace. The agent's id says how:
 * `ag_r50_n500_b24` is 50 events a second, 500 in all, each of about 24 characters;
 * rate 0 is as fast as the socket drains. Each event holds when it was written
 * (microseconds of the machine's monotonic clock) and its number; with `_md` at the id's
 * end it holds the next so many characters of a document instead.
 */

import { createServer, type ServerResponse } from 'node:http';
import { documentAt } from './document';
import { wordsOf } from './words';

interface Plan {
  rate: number;
  count: number;
  bytes: number;
  markdown: boolean;
}

interface Stream {
  response: ServerResponse;
  plan: Plan;
  seq: number;
}

/** Streams of one pace, spread evenly over its interval so that no two need be due at once. */
interface Wheel {
  slots: Set<Stream>[];
  place: number;
  next: number;
}

const DONE =
  'data: {"type":"done","usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}\n\n';
const wheels = new Map<number, Wheel>();

function planOf(body: string): Plan {
  const [, rate, count, bytes, end] = /"ag_r(\d+)_n(\d+)_b(\d+)(_md)?"/.exec(body) ?? [];
  const markdown = end !== undefined;
  return { rate: Number(rate), count: Number(count), bytes: Number(bytes), markdown };
}

function writeEvent(stream: Stream): boolean {
  const { plan } = stream;
  if (plan.markdown) {
    const content = JSON.stringify(documentAt(stream.seq * plan.bytes, plan.bytes));
    stream.seq += 1;
    return stream.response.write(`data: {"type":"text","content":${content}}\n\n`);
  }
  stream.seq += 1;
  const at = Math.round(performance.now() * 1000 + OFFSET_US);
  const content = `@${at}#${stream.seq} ${wordsOf(stream.seq, plan.bytes)}`;
  return stream.response.write(`data: {"type":"text","content":"${content}"}\n\n`);
}

/** `performance.now` begins with the process; the monotonic clock is the machine's. */
const OFFSET_US = Number(process.hrtime.bigint() / 1000n) - performance.now() * 1000;

function wheelOf(intervalMs: number): Wheel {
  const known = wheels.get(intervalMs);
  if (known) return known;
  const slots = Array.from({ length: intervalMs }, () => new Set<Stream>());
  const wheel: Wheel = { slots, place: 0, next: 0 };
  wheels.set(intervalMs, wheel);
  let turned = Math.floor(performance.now());
  setInterval(() => {
    for (const now = Math.floor(performance.now()); turned < now; turned += 1) turn(wheel);
  }, 1);
  return wheel;
}

function turn(wheel: Wheel): void {
  wheel.place = (wheel.place + 1) % wheel.slots.length;
  const slot = wheel.slots[wheel.place];
  for (const stream of slot ?? []) {
    if (stream.response.destroyed) slot?.delete(stream);
    else if (stream.seq < stream.plan.count) writeEvent(stream);
    else {
      slot?.delete(stream);
      stream.response.end(DONE);
    }
  }
}

/** Resolves when the socket takes more, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      response.off('drain', over).off('close', over);
      resolve();
    };
    response.on('drain', over).on('close', over);
  });
}

/** Writes until the socket is full, then when it has drained; lets others have their turn. */
async function flood(stream: Stream): Promise<void> {
  const { response, plan } = stream;
  while (stream.seq < plan.count && !response.destroyed) {
    if (!writeEvent(stream)) await drained(response);
  }
  response.end(DONE);
}

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const plan = planOf(body);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const stream: Stream = { response, plan, seq: 0 };
    if (plan.rate === 0) return void flood(stream);
    response.flushHeaders();
    const wheel = wheelOf(Math.round(1000 / plan.rate));
    wheel.slots[wheel.next % wheel.slots.length]?.add(stream);
    wheel.next += 1;
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', 4096, () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.send?.({ port: address.port });
});
process.once('disconnect', () => process.exit(0));
