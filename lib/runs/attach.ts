/**
 * Attaching: finding the feed of a run, wherever it is driven and whether or not it
 * has ended. The request that starts a run reads its answer here like everybody else.
 */

import type { TraceVisibility } from '@/lib/contract/agent';
import type { RunEvent } from '@/lib/contract/events';
import { foldEvents } from '@/lib/contract/message';
import type { Cursor } from '@/lib/contract/sse';
import { readRunLog } from '@/lib/db/events';
import { findMessage } from '@/lib/db/messages';
import { findLastRun, findRun, type RunRecord } from '@/lib/db/runs';
import { findSessionByKey } from '@/lib/db/sessions';
import { terminalOf } from './ending';
import { createFeed, type Feed } from './feed';
import { live } from './live';
import { followRemote } from './tail';

/** Where a reader begins. */
export interface Attachment {
  runId: string;
  sessionId: string;
  sessionKey: string;
  feed: Feed;
  after: number;
  traceVisibility: TraceVisibility;
}

/** What to attach to: a run, or the running or last run of a conversation (by its key). */
export type AttachTarget = { runId: string } | { sessionKey: string };

/**
 * The attachment, `null` when there is nothing to read (no run yet, or the cursor
 * stands at the end), or undefined when there is no such thing for this person.
 */
export async function attachRun(
  userId: string,
  target: AttachTarget,
  cursor: Cursor | null,
): Promise<Attachment | null | undefined> {
  const run = await findTarget(userId, target);
  if (!run) return run;
  const after = cursor?.runId === run.id ? cursor.seq : 0;
  const ended = run.status !== 'running';
  if (ended && after >= (run.lastSeq ?? 0)) return null;
  const feed =
    live().runs.get(run.id)?.feed ??
    (ended ? await endedFeed(run, after) : await followRemote(run));
  if (!feed) return null;
  const { id: runId, sessionId, sessionKey, traceVisibility } = run;
  return { runId, sessionId, sessionKey, traceVisibility, feed, after };
}

/** The run a target names; null for a conversation without runs, undefined for what is not theirs. */
export async function findTarget(
  userId: string,
  target: AttachTarget,
): Promise<RunRecord | null | undefined> {
  if ('runId' in target) return (await findRun(userId, target.runId)) ?? undefined;
  const session = await findSessionByKey(userId, target.sessionKey);
  return session ? findLastRun(userId, session.id) : undefined;
}

/**
 * A finished run, from its log; once that is pruned, from its message, whole. A
 * reader in the middle of a pruned log gets nothing: its page has the message.
 */
async function endedFeed(run: RunRecord, after: number): Promise<Feed | null> {
  const lastSeq = run.lastSeq ?? 0;
  const rows = await readRunLog(run.n, run.logStart, lastSeq);
  const feed = createFeed(run.id);
  if (rows.length === lastSeq) {
    for (const row of rows) feed.append(row.seq, row.data, JSON.parse(row.data));
  } else {
    if (after > 0) return null;
    for (const event of await storedEvents(run)) feed.append(feed.seq + 1, JSON.stringify(event));
  }
  feed.end();
  return feed;
}

/** Events that fold to the stored message. */
async function storedEvents(run: RunRecord): Promise<RunEvent[]> {
  const owner = { userId: run.userId, sessionId: run.sessionId };
  const message = run.assistantMessageId ? await findMessage(owner, run.assistantMessageId) : null;
  const events: RunEvent[] = [];
  for (const part of message?.parts ?? []) {
    if (part.type === 'text') {
      events.push({ type: 'text', content: part.text });
      continue;
    }
    const { toolCallId: id, toolName: name, startedAtMs, endedAtMs } = part;
    events.push({ type: 'tool_call', id, name, args: part.args, at: startedAtMs });
    if (part.state === 'done' || part.state === 'failed') {
      const failed = part.state === 'failed' ? { failed: true } : {};
      events.push({
        type: 'tool_result',
        id,
        name,
        result: part.result ?? null,
        ...failed,
        at: endedAtMs,
      });
    }
  }
  return [...events, terminalOf(run, { usage: message?.usage, atMs: message?.durationMs })];
}

/** How a run that this process does not drive stands: the fold of what its log holds. */
export async function foldLog(run: { n: number; logStart: number }, limit: number) {
  const rows = await readRunLog(run.n, run.logStart, limit);
  const events = rows.map((row): RunEvent => JSON.parse(row.data));
  return { answer: foldEvents(events), lastSeq: rows.at(-1)?.seq ?? 0 };
}
