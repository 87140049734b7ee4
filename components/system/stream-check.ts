/** How a stream of evenly spaced events arrived: piece by piece, or held back on its way. */

/** When each event was seen, in milliseconds after the request was sent. */
export type Arrivals = readonly number[];

/** `held`: together at the end. `lumpy`: in a few heaps. `short`: not all came. */
export type StreamVerdict = 'flowing' | 'lumpy' | 'held' | 'short';

export interface StreamFinding {
  verdict: StreamVerdict;
  /** Events that came. */
  count: number;
  /** Milliseconds to the first event, and between two in the middle. */
  firstMs: number;
  gapMs: number;
}

/** How many the server sends, and how far apart. */
const EVENTS = 10;
const SPACING_MS = 100;

/** Judges arrivals. What is spread over less than a third of the time it was sent in, was held. */
export function judgeStream(arrivals: Arrivals): StreamFinding {
  const [first = 0] = arrivals;
  const spread = (arrivals.at(-1) ?? 0) - first;
  const gaps = arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? 0));
  const together = gaps.filter((gap) => gap < SPACING_MS / 10).length;
  const sorted = gaps.toSorted((a, b) => a - b);
  const facts = {
    count: arrivals.length,
    firstMs: Math.round(first),
    gapMs: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
  };
  if (arrivals.length < EVENTS) return { ...facts, verdict: 'short' };
  if (spread < ((EVENTS - 1) * SPACING_MS) / 3) return { ...facts, verdict: 'held' };
  return { ...facts, verdict: together > gaps.length / 2 ? 'lumpy' : 'flowing' };
}

/** Reads the test stream as a browser gets it. Rejects when it cannot be reached. */
export async function measureStream(
  now: () => number = () => performance.now(),
): Promise<Arrivals> {
  const startedAt = now();
  const response = await fetch('/chat/stream/check', { cache: 'no-store' });
  if (!response.ok || !response.body)
    throw new Error(`The test stream answered ${response.status}.`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const arrivals: number[] = [];
  for (let rest = ''; ; ) {
    const { value, done } = await reader.read();
    if (done) return arrivals;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) arrivals.push(now() - startedAt);
  }
}
