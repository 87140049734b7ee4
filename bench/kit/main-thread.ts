/** What a page's main thread did, from the browser's own trace. */

import type { Browser, Page } from '@playwright/test';

const CATEGORIES = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'toplevel'];

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds: on the clock, and of processor time. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** Milliseconds of processor time, which others on the machine do not lengthen. */
export interface MainThread {
  busyMs: number;
  longestTaskMs: number;
  /** Tasks longer than 50 ms. */
  longTasks: number;
}

/** Watches the page's main thread while `work` goes on. */
export async function watchMainThread(
  browser: Browser,
  page: Page,
  work: () => Promise<unknown>,
): Promise<MainThread> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  const trace: { traceEvents: TraceEvent[] } = JSON.parse(String(await browser.stopTracing()));
  const mains = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  const tasks = trace.traceEvents.filter(
    (one) => one.ph === 'X' && one.name === 'RunTask' && mains.has(threadOf(one)),
  );
  // Of several renderers the page's is the one that did something.
  const byThread = Map.groupBy(tasks, threadOf);
  const sums = [...byThread.values()].map((own) => {
    const ms = own.map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000);
    return {
      busyMs: ms.reduce((sum, one) => sum + one, 0),
      longestTaskMs: Math.max(...ms),
      longTasks: ms.filter((one) => one > 50).length,
    };
  });
  const [busiest] = sums.toSorted((a, b) => b.busyMs - a.busyMs);
  if (!busiest) throw new Error('The trace tells of no main thread.');
  return busiest;
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}.${tid}`;
}
