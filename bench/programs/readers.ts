/**
 * The readers of the measurements, a process of its own: opens streams over `node:http`
 * and notes of each event how long it was on its way, by the timestamp inside of it.
 * Told by messages what to do; see `kit/readers.ts` for the words.
 */

import { createHash, type Hash } from 'node:crypto';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import type { Command, Endings, Sample, StreamSpec } from '@/bench/kit/readers';
import { wordsOf } from './words';

interface Reader {
  spec: StreamSpec;
  request: ClientRequest | null;
  response: IncomingMessage | null;
  status: number;
  events: number;
  lastSeq: number;
  disordered: number;
  bytes: number;
  sentAt: number;
  firstMs: number | null;
  /** Until the headers. */
  headMs: number | null;
  ended: 'whole' | 'broken' | null;
  rest: string;
  hash: Hash | null;
}

const EVENT = /@(\d+)#(\d+) ([a-z ]*)/g;
const OFFSET_US = Number(process.hrtime.bigint() / 1000n) - performance.now() * 1000;
const agent = new http.Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

let readers: Reader[] = [];
let recording = false;
let delays = new Float64Array(1 << 16);
let noted = 0;
let wake: () => void = () => undefined;

const nowUs = () => performance.now() * 1000 + OFFSET_US;

function note(delayMs: number): void {
  if (noted === delays.length) {
    const more = new Float64Array(delays.length * 2);
    more.set(delays);
    delays = more;
  }
  delays[noted] = delayMs;
  noted += 1;
}

function open(spec: StreamSpec): Reader {
  const reader: Reader = {
    spec,
    request: null,
    response: null,
    status: 0,
    events: 0,
    lastSeq: 0,
    disordered: 0,
    bytes: 0,
    sentAt: performance.now(),
    firstMs: null,
    headMs: null,
    ended: null,
    rest: '',
    hash: spec.verify ? createHash('sha256') : null,
  };
  const payload = spec.body;
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(payload),
    ...spec.headers,
  };
  const request = http.request(spec.url, { method: 'POST', agent, headers });
  reader.request = request;
  request.on('response', (response) => listen(reader, response));
  request.on('error', () => end(reader, 'broken'));
  request.end(payload);
  return reader;
}

function listen(reader: Reader, response: IncomingMessage): void {
  reader.response = response;
  reader.status = response.statusCode ?? 0;
  reader.headMs = performance.now() - reader.sentAt;
  response.setEncoding('latin1');
  response.on('data', (chunk: string) => take(reader, chunk));
  response.on('end', () => end(reader, response.complete ? 'whole' : 'broken'));
  response.on('error', () => end(reader, 'broken'));
  if (reader.spec.stalled) response.pause();
}

function take(reader: Reader, chunk: string): void {
  const now = nowUs();
  reader.bytes += chunk.length;
  const text = reader.rest + chunk;
  const cut = text.lastIndexOf('\n\n') + 2;
  reader.rest = text.slice(cut);
  for (const [, at, seq, words] of text.slice(0, cut).matchAll(EVENT)) {
    if (reader.firstMs === null) {
      reader.firstMs = performance.now() - reader.sentAt;
      wake();
    }
    if (Number(seq) !== reader.lastSeq + 1) reader.disordered += 1;
    reader.lastSeq = Number(seq);
    reader.events += 1;
    reader.hash?.update(words ?? '');
    if (recording) note((now - Number(at)) / 1000);
  }
}

function end(reader: Reader, how: 'whole' | 'broken'): void {
  reader.ended ??= how;
  wake();
}

function until(condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!condition()) return;
      wake = () => undefined;
      resolve();
    };
    wake = look;
    look();
  });
}

async function openAll(specs: StreamSpec[], spreadMs: number): Promise<void> {
  readers = [];
  const started = performance.now();
  for (const [i, spec] of specs.entries()) {
    const due = (spreadMs * i) / specs.length;
    const early = due - (performance.now() - started);
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    readers.push(open(spec));
  }
  await until(() => readers.every((r) => r.firstMs !== null || r.ended || r.spec.stalled));
}

/** One after the other, each to its end. */
async function openInTurn(specs: StreamSpec[]): Promise<void> {
  readers = [];
  for (const spec of specs) {
    const reader = open(spec);
    readers.push(reader);
    await until(() => reader.ended !== null);
  }
}

function quantiles(values: Float64Array): Sample['delay'] {
  const sorted = values.toSorted();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function sample(): Sample {
  const found = quantiles(delays.subarray(0, noted));
  const events = readers.reduce((sum, reader) => sum + reader.events, 0);
  return { at: performance.now(), events, noted, delay: found };
}

function hashOf({ count, bytes }: { count: number; bytes: number }): string {
  const hash = createHash('sha256');
  for (let seq = 1; seq <= count; seq += 1) hash.update(wordsOf(seq, bytes));
  return hash.digest('hex');
}

function endings(): Endings {
  const expected = readers.map(({ spec }) => spec.plan);
  const known = new Map(expected.map((plan) => [JSON.stringify(plan), '']));
  return {
    events: readers.reduce((sum, reader) => sum + reader.events, 0),
    bytes: readers.reduce((sum, reader) => sum + reader.bytes, 0),
    lost: readers.reduce((sum, r) => sum + Math.max(0, r.spec.plan.count - r.events), 0),
    disordered: readers.reduce((sum, reader) => sum + reader.disordered, 0),
    broken: readers.filter((reader) => reader.ended !== 'whole').length,
    changed: readers.filter(({ hash, spec }) => {
      if (!hash) return false;
      const key = JSON.stringify(spec.plan);
      if (!known.get(key)) known.set(key, hashOf(spec.plan));
      return hash.digest('hex') !== known.get(key);
    }).length,
    statuses: readers.map((reader) => reader.status),
    firstMs: readers.map((reader) => reader.firstMs ?? Number.NaN),
    headMs: readers.map((reader) => reader.headMs ?? Number.NaN),
  };
}

async function obey(command: Command): Promise<unknown> {
  switch (command.do) {
    case 'open':
      return openAll(command.streams, command.spreadMs);
    case 'inTurn':
      await openInTurn(command.streams);
      return endings();
    case 'record':
      recording = true;
      noted = 0;
      return sample();
    case 'sample':
      return sample();
    case 'finish':
      await until(() => readers.every((reader) => reader.ended || reader.spec.stalled));
      return endings();
    case 'close':
      for (const reader of readers) reader.request?.destroy();
      await until(() => readers.every((reader) => reader.ended));
      return endings();
  }
}

process.on('message', (message: { id: number; command: Command }) => {
  obey(message.command).then(
    (value) => process.send?.({ id: message.id, value }),
    (error: unknown) => process.send?.({ id: message.id, error: String(error) }),
  );
});
process.once('disconnect', () => process.exit(0));
