/** What runs now, for admins: listed from the database, with what this process knows of it. */

import type { LiveRuns } from '@/lib/contract/live-runs';
import { textOf } from '@/lib/contract/message';
import { listRunning } from '@/lib/db/live-runs';
import { live } from './live';

/** Characters that are a token, taken over languages and models: told as "about". */
const TOKEN_LENGTH = 4;

/** Every running run, with about how much was written. */
export async function runningNow(now = Date.now()): Promise<LiveRuns> {
  const { lines, total } = await listRunning();
  return { lines: lines.map((line) => ({ ...line, tokens: tokensOf(line.id) })), total, now };
}

function tokensOf(runId: string): number | null {
  const run = live().runs.get(runId);
  return run ? Math.ceil(textOf(run.feed.answer.parts).length / TOKEN_LENGTH) : null;
}
