/**
 * The engine that answers through the thinnestAI platform, or through another
 * Gossamer: `POST {base}/chat/stream`, read leniently, passed on exactly.
 */

import type { IncomingMessage } from 'node:http';
import type { Engine, EngineEvent } from './engine';
import { type Refusal, refusalError, rejectedTextField } from './thinnest-errors';
import { readText, release } from './thinnest-read';
import { send, type Upstream, upstreamFromEnv } from './thinnest-request';
import { type Exchange, openSource } from './thinnest-stream';

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

async function* answer(run: Exchange): AsyncGenerator<EngineEvent> {
  // The run's signal reaches the connection until the answer is complete; after that
  // the connection is nobody's but the pool's, and may serve the next run.
  const line = new AbortController();
  const hangUp = () => line.abort(run.signal.reason);
  if (run.signal.aborted) hangUp();
  run.signal.addEventListener('abort', hangUp, { once: true });
  const exchange = { ...run, signal: line.signal };
  let response: IncomingMessage | null = null;
  let finished = false;
  try {
    response = await ask(exchange);
    const source = await openSource(exchange, response);
    for (let batch = source.take(); batch !== null; batch = source.take()) {
      if (batch.length === 0) await source.arrival();
      for (const event of batch) {
        line.signal.throwIfAborted();
        finished = event.type === 'finish';
        yield event;
      }
    }
  } finally {
    run.signal.removeEventListener('abort', hangUp);
    // What ends early ends with its connection: the upstream must notice.
    if (finished && response) release(response);
    else response?.destroy();
  }
}

/** Asks, under both names of the text, and if one of them is refused once more without it. */
async function ask(exchange: Exchange): Promise<IncomingMessage> {
  const { text } = exchange.input;
  let response = await post(exchange, { message: text, query: text });
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
  exchange.input.pulse('headers');
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
