import type { EventSourceFeed } from '@/lib/http/event-stream';

/** How many events, and how far apart in milliseconds. */
const TICKS = 10;
const TICK_MS = 100;

/** A feed of small events at a steady pace, to see how they travel. */
export function tickingFeed(): EventSourceFeed {
  let seq = 0;
  return {
    get ended() {
      return seq >= TICKS;
    },
    get size() {
      return seq * 32;
    },
    read(after) {
      const numbers = Array.from({ length: seq - after }, (_, index) => after + index + 1);
      return { text: numbers.map((n) => `data: {"n":${n}}\n\n`).join(''), seq };
    },
    subscribe(wake) {
      const timer = setInterval(() => {
        seq += 1;
        wake();
        if (seq >= TICKS) clearInterval(timer);
      }, TICK_MS);
      return () => clearInterval(timer);
    },
  };
}
