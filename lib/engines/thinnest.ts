/**
 * The engine that answers through the thinnestAI platform, or through another
 * Gossamer: `POST {base}/chat/stream`, read leniently, passed on exactly.
 */

import type { IncomingMessage } from 'node:http';
import type { Engine, EngineEvent } from './engine';
import { type Refusal, refusalError, rejectedTextField } from './thinnest-errors';
import { isGossamer, stopped, stopThere } from './thinnest-left';
import { readText, release } from './thinnest-read';
import { send, type Upstream, upstreamFromEnv } from './thinnest-request';
import { type Exchange, openSource, type Source } from './thinnest-stream';

/** An error body is read this far, and waited for this long; its status alone says enough. */
const ERROR_BODY = { maxBytes: 65_536, maxWaitMs: 2000 };

/** The engine for `{kind: 'thinnest'}`, toward the upstream that the environment names. */
export const thinnest: Engine = createThinnest(upstreamFromEnv);

/**
 * The engine toward an upstream of the caller's choice, asked for anew by each
 * run. Throws `AppError`s as {@link Engine} says; aborting closes the socket at
 * once and throws the signal's reason.
 */
export function createThinnest(upstream: () => Upstream): Engine {
  return (input, signal) => answer({ upstream: upstream(), input, signal });
}

/**
 * Written out where a generator would read better: what a generator adds to each event
 * (three more turns of the microtask queue) is a tenth of the whole cost of one.
 */
function answer(run: Exchange): AsyncIterableIterator<EngineEvent> {
  const line = openLine(run);
  const exchange = { ...run, signal: line.signal };
  let source: Source | null = null;
  let response: IncomingMessage | null = null;
  let batch: readonly EngineEvent[] = [];
  let at = 0;
  let finished = false;
  let left = false;

  const leave = () => {
    line.close();
    if (run.signal.aborted && !finished && !left && isGossamer(run.upstream)) {
      void stopThere(run.upstream, run.input.upstreamSessionId);
    }
    left = true;
    // What ends early ends with its connection: the upstream must notice.
    if (finished && response) release(response);
    else response?.destroy();
    response = null;
  };
  const open = async () => {
    response = await ask(exchange);
    source = await openSource(exchange, response);
    return await next();
  };
  /** The next event of what has arrived; null when nothing has. */
  const step = (from: Source): IteratorResult<EngineEvent> | null => {
    for (;;) {
      const event = batch[at];
      if (event) {
        line.signal.throwIfAborted();
        at += 1;
        finished = event.type === 'finish';
        return { done: false, value: event };
      }
      const taken = from.take();
      if (taken === null) {
        leave();
        return OVER;
      }
      if (taken.length === 0) return null;
      batch = taken;
      at = 0;
    }
  };
  const fail = (error: unknown) => {
    leave();
    throw error;
  };
  const next = (): Promise<IteratorResult<EngineEvent>> => {
    const from = source;
    if (from === null) return open().catch(fail);
    return new Promise((resolve, reject) => {
      const look = () => {
        try {
          const found = step(from);
          if (found) resolve(found);
          else from.onArrival(look);
        } catch (error) {
          leave();
          reject(error);
        }
      };
      look();
    });
  };
  return {
    next,
    return: async () => {
      leave();
      return OVER;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const OVER: IteratorResult<EngineEvent> = { done: true, value: undefined };

/**
 * The run's signal reaches the connection until the answer is complete; after that
 * the connection is nobody's but the pool's, and may serve the next run.
 */
function openLine({ signal }: Exchange): { signal: AbortSignal; close(): void } {
  const line = new AbortController();
  const hangUp = () => line.abort(signal.reason);
  if (signal.aborted) hangUp();
  signal.addEventListener('abort', hangUp, { once: true });
  return { signal: line.signal, close: () => signal.removeEventListener('abort', hangUp) };
}

/**
 * Asks, under both names of the text, and if one of them is refused once more without it.
 * Another Gossamer that still answers the message before is stopped and asked once more.
 */
async function ask(exchange: Exchange): Promise<IncomingMessage> {
  const { upstream, input } = exchange;
  const { text, upstreamSessionId } = input;
  const both = { message: text, query: text };
  await stopped(upstreamSessionId);
  let response = await post(exchange, both);
  if (response.statusCode === 409 && isGossamer(upstream)) {
    // What an earlier attempt left running there is nobody's; this one was not acted on.
    response.destroy();
    await stopThere(upstream, upstreamSessionId);
    response = await post(exchange, both);
  }
  if (response.statusCode === 422) {
    const refusal = await readRefusal(response, exchange.signal);
    const rejected = rejectedTextField(refusal.body);
    if (rejected === null) throw refusalError(refusal, Date.now());
    response = await post(exchange, rejected === 'message' ? { query: text } : { message: text });
  }
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 299) {
    throw refusalError(await readRefusal(response, exchange.signal), Date.now());
  }
  input.pulse('headers');
  return response;
}

function post({ upstream, input, signal }: Exchange, text: Record<string, string>) {
  if (input.engine.kind !== 'thinnest') throw new Error('Not an agent of this engine.');
  const body = {
    agent_id: input.engine.upstreamAgentId,
    ...text,
    session_id: input.upstreamSessionId,
  };
  const onConnected = () => input.pulse('connected');
  return send(upstream, { method: 'POST', path: '/chat/stream', body, onConnected }, signal);
}

async function readRefusal(response: IncomingMessage, signal: AbortSignal): Promise<Refusal> {
  const { text: body } = await readText(response, ERROR_BODY);
  signal.throwIfAborted();
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}
