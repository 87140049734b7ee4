/**
 * Plays a script's steps on one HTTP exchange. Every write has left the process
 * before the next step, so that a cut or a reset comes exactly where it stands.
 */

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import type { Board, RecordedRequest } from './board';
import type { Step } from './steps';

const STREAM_HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };
const FILL_BYTES = 65_536;
/** Writes that succeed at once never leave the microtask queue; the network needs its turn. */
const ROUNDS_A_TURN = 32;

/** What a script is played on. `gone` aborts when the exchange is over, whoever ended it. */
export interface Stage {
  response: ServerResponse;
  board: Board;
  record: RecordedRequest;
  gone: AbortSignal;
}

/** Plays all steps, then ends the body. Returns early when the client goes away. */
export async function play(stage: Stage, steps: readonly Step[]): Promise<void> {
  const { response, gone } = stage;
  try {
    await playAll(stage, steps, null);
    if (!gone.aborted && !response.writableEnded) {
      begin(response);
      response.end();
    }
  } catch (error) {
    if (!gone.aborted) throw error; // What waited was told that nobody listens any more.
  }
}

async function playAll(stage: Stage, steps: readonly Step[], round: number | null) {
  for (const step of steps) {
    if (stage.gone.aborted || stage.response.writableEnded) return;
    await playOne(stage, step, round);
  }
}

async function playOne(stage: Stage, step: Step, round: number | null): Promise<void> {
  const { response, board, gone } = stage;
  const fillIn = (text: string) => (round === null ? text : text.replaceAll('{n}', `${round}`));
  switch (step.do) {
    case 'head':
      response.writeHead(step.status, step.headers);
      response.flushHeaders();
      return;
    case 'event':
      return write(stage, Buffer.from(`data: ${fillIn(JSON.stringify(step.data))}\n\n`));
    case 'send':
      return write(stage, Buffer.from(fillIn(step.text)));
    case 'bytes':
      return write(stage, Buffer.from(step.hex, 'hex'));
    case 'trickle':
      return trickle(stage, Buffer.from(fillIn(step.text)), step.size);
    case 'fill':
      return fill(stage, step.bytes, step.char);
    case 'pause':
      return board.wait(step.gate, gone);
    case 'repeat':
      for (let n = 1; (step.times === 'forever' || n <= step.times) && !gone.aborted; n++) {
        await playAll(stage, step.steps, n);
        if (n % ROUNDS_A_TURN === 0) await turn();
      }
      return;
    case 'wait':
      return delay(step.ms, undefined, { signal: gone });
    case 'hang':
      if (!gone.aborted) await once(gone, 'abort');
      return;
    default:
      return finish(stage, step);
  }
}

type Ending = Extract<Step, { do: 'end' | 'cut' | 'reset' | 'raw' }>;

function finish({ response, record }: Stage, step: Ending): void {
  record.closedBy = 'server';
  switch (step.do) {
    case 'end':
      begin(response);
      response.end();
      return;
    case 'cut':
      response.socket?.end();
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'raw':
      response.socket?.end(step.text);
  }
}

function begin(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(200, STREAM_HEADERS);
}

/** Resolves when the bytes have been handed to the network, or the client is gone. */
function write({ response }: Stage, bytes: Buffer): Promise<void> {
  begin(response);
  return new Promise((resolve) => {
    response.write(bytes, () => resolve());
  });
}

async function trickle(stage: Stage, bytes: Buffer, size: number): Promise<void> {
  for (let at = 0; at < bytes.length && !stage.gone.aborted; at += size) {
    await write(stage, bytes.subarray(at, at + size));
    await turn(); // The reader of the same process gets its turn too.
  }
}

async function fill(stage: Stage, bytes: number, char: string): Promise<void> {
  const block = Buffer.alloc(FILL_BYTES, char);
  for (let left = bytes; left > 0 && !stage.gone.aborted; left -= FILL_BYTES) {
    await write(stage, left < FILL_BYTES ? block.subarray(0, left) : block);
    await turn();
  }
}
