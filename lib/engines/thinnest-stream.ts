/**
 * The two ways in which the upstream answers, as batches of events: an event
 * stream, and a JSON reply where a stream was asked for.
 */

import type { IncomingMessage } from 'node:http';
import { AppError } from '@/lib/contract/errors';
import { createFrameReader, type FrameReader } from '@/lib/contract/sse';
import type { EngineEvent, EngineInput } from './engine';
import { createTranslator, type Translator } from './thinnest-events';
import { nextChunk, openBody, readText } from './thinnest-read';
import { readReply } from './thinnest-reply';
import type { Upstream } from './thinnest-request';

/** One run's exchange with the upstream. */
export interface Exchange {
  upstream: Upstream;
  input: EngineInput;
  signal: AbortSignal;
}

/**
 * Batches of events. Taking is synchronous and waiting is one call back, since an
 * event that arrives alone pays for every step between the socket and the run.
 */
export interface Source {
  /** The events of what has arrived; empty when nothing has; null when no more comes. */
  take(): readonly EngineEvent[] | null;
  /** Calls `wake` once, when there may be more to take. To be called only after an empty batch. */
  onArrival(wake: () => void): void;
}

/**
 * Chooses how to read an accepted answer. Throws `bad_content_type`,
 * `empty_stream` and what a JSON reply failed with; the source's `take` throws
 * what the stream itself failed with.
 */
export async function openSource(exchange: Exchange, response: IncomingMessage): Promise<Source> {
  const { statusCode, headers } = response;
  if (statusCode === 204 || statusCode === 205 || headers['content-length'] === '0') {
    throw new AppError('empty_stream');
  }
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'text/event-stream') return openStream(exchange, response);
  if (type === 'application/json') return one(await readJsonReply(exchange, response));
  if (type === undefined && (await nextChunk(openBody(response))) === null) {
    exchange.signal.throwIfAborted();
    throw new AppError('empty_stream');
  }
  throw new AppError('bad_content_type', { cause: `content type ${type?.slice(0, 100)}` });
}

function openStream({ upstream, input, signal }: Exchange, response: IncomingMessage): Source {
  const translator = createTranslator({
    maxBadEvents: upstream.maxBadEvents,
    oddity: (kind) => input.oddity(kind),
  });
  const body = openBody(response);
  const frames = createFrames(translator, upstream.maxEventBytes);
  let arrived = 0;
  let forwarded = false;
  let over = false;

  /** The body is over: what its last, unclosed event says, and what its end means. */
  const close = (how: 'ended' | 'broken') => {
    over = true;
    frames.finish();
    if (translator.end() !== undefined) return;
    if (how === 'broken' && !forwarded) translator.fail(new AppError('upstream_error', CUT));
    else if (arrived === 0) translator.fail(new AppError('empty_stream'));
  };

  return {
    onArrival: body.onArrival,
    take() {
      const end = translator.end();
      if (end) throw end;
      if (end === null || over) return null;
      signal.throwIfAborted();
      const chunk = body.read();
      if (chunk !== null) {
        arrived += chunk.length;
        input.pulse('bytes');
        frames.feed(chunk);
      } else {
        const how = body.end();
        if (how === null) return NOTHING;
        close(how);
      }
      const batch = translator.drain();
      forwarded ||= batch.length > 0;
      return batch;
    },
  };
}

const NOTHING: readonly EngineEvent[] = [];
const CUT = { cause: 'The connection broke before the first event.' };

/** A way from bytes to a translator. */
export interface Frames {
  feed(bytes: Buffer): void;
  /** The bytes are over: an event without its blank line is offered as such. */
  finish(): void;
}

/**
 * Feeds a translator through the frame reader, within a bound: neither an event
 * nor what stands between two events may be longer than `maxBytes`. Bytes that
 * are not UTF-8 become U+FFFD. After the translator has failed, feed no more.
 */
export function createFrames(translator: Translator, maxBytes: number): Frames {
  const tooLarge = () => translator.fail(new AppError('event_too_large'));
  let sinceEvent = 0;
  let finishing = false;
  // The frame reader strips the one leading BOM of the standard; the decoder must not take another.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const reader: FrameReader = createFrameReader({
    maxBufferSize: maxBytes,
    onFrame: ({ data }) => {
      sinceEvent = 0;
      if (data.length > maxBytes) tooLarge();
      else if (finishing) translator.takeUnterminated(data);
      else translator.take(data);
    },
    onOverflow: tooLarge,
  });
  return {
    feed(bytes) {
      sinceEvent += bytes.length;
      reader.feed(decoder.decode(bytes, { stream: true }));
      if (sinceEvent > maxBytes) tooLarge();
    },
    finish() {
      finishing = true;
      reader.feed(`${decoder.decode()}\n\n`);
    },
  };
}

/** A source of one batch. */
function one(events: EngineEvent[]): Source {
  const batches = [events];
  return { take: () => batches.pop() ?? null, onArrival: (wake) => wake() };
}

async function readJsonReply(
  { upstream, input, signal }: Exchange,
  response: IncomingMessage,
): Promise<EngineEvent[]> {
  const { text, whole, tooLarge } = await readText(response, { maxBytes: upstream.maxEventBytes });
  signal.throwIfAborted();
  if (tooLarge) throw new AppError('event_too_large');
  if (!whole) throw new AppError('upstream_error', CUT);
  if (text.trim() === '') throw new AppError('empty_stream');
  input.pulse('bytes');
  return readReply(text);
}
