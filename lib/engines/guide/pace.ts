/** Speaks at a readable pace: a few words at a time, and nothing more once it is stopped. */

import { setTimeout as delay } from 'node:timers/promises';
import type { StreamPart } from './model-interface';

/** How fast, and until when. */
export interface Pace {
  /** `Infinity` says all at once. */
  wordsPerSecond: number;
  signal: AbortSignal | undefined;
}

const WORDS_PER_CHUNK = 3;

/** The parts as a stream, their text cut into small chunks with pauses between. */
export function paced(parts: StreamPart[], pace: Pace): ReadableStream<StreamPart> {
  const source = chunks(parts, pace);
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await source.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (reason) {
        controller.error(reason); // Only ever the signal's reason.
      }
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}

async function* chunks(parts: StreamPart[], { wordsPerSecond, signal }: Pace) {
  const pauseMs = (1000 * WORDS_PER_CHUNK) / wordsPerSecond;
  for (const part of parts) {
    signal?.throwIfAborted();
    if (part.type !== 'text-delta' || pauseMs === 0) {
      yield part;
      continue;
    }
    for (const delta of cut(part.delta)) {
      await delay(pauseMs, undefined, { signal });
      yield { ...part, delta };
    }
  }
}

/** A few words each, with the white space that follows them. */
function cut(text: string): string[] {
  return text.match(new RegExp(String.raw`\s*(?:\S+\s*){1,${WORDS_PER_CHUNK}}`, 'g')) ?? [text];
}
