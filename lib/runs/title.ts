/**
 * Titles: a clean excerpt from the first message at once, and after the first answer
 * one by the model, where the agent has one. A title a person gave is never replaced.
 */

import type { EngineConfig } from '@/lib/contract/agent';
import { readFirstTurn, setModelTitle } from '@/lib/db/model-title';
import type { StartedRun } from '@/lib/db/run-start';
import { hasTitler, type Titler } from '@/lib/engines/title';
import { log } from '@/lib/log';
import { announce, live } from './live';

const TIMEOUT_MS = 15_000;
/** A title can wait for nobody: beyond so many at once, conversations keep their excerpt. */
const MAX_AT_ONCE = 8;
let asking = 0;

/**
 * Gives the conversation of a completed run a title by its model, if this was its first
 * answer. Resolves when that is done or not to be done; a failure is logged. Never rejects.
 */
export async function titleByModel(
  run: Pick<StartedRun, 'userId' | 'sessionId' | 'id'>,
  engine: EngineConfig,
  titler: Titler,
): Promise<void> {
  if (!hasTitler(engine) || live().draining || asking >= MAX_AT_ONCE) return;
  asking += 1;
  const { userId, sessionId } = run;
  try {
    const turn = await readFirstTurn(userId, sessionId);
    const asked = turn && (await titler(engine, turn, AbortSignal.timeout(TIMEOUT_MS)));
    if (!asked) return;
    if (await setModelTitle({ userId, sessionId, runId: run.id, ...asked })) {
      announce(userId, sessionId);
    }
  } catch (error) {
    log.warn('title_failed', { runId: run.id, sessionId, error });
  } finally {
    asking -= 1;
  }
}

const LENGTH = 60;

/** A conversation's first title: its first line with words in it, without markup, cut at a word. */
export function titleOf(text: string): string {
  const lines = text.split('\n');
  const line = lines.map(plain).find((one) => /[\p{L}\p{N}]/u.test(one)) ?? plain(text);
  if (line.length <= LENGTH) return line;
  const sentence = /^.{16,59}?[.?!](?=\s)/u.exec(line)?.[0];
  if (sentence) return sentence;
  const cut = line.slice(0, LENGTH);
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > LENGTH / 2 ? cut.slice(0, lastSpace) : cut}…`;
}

/** A line without the signs of markdown; an address is its host. */
function plain(line: string): string {
  return line
    .replace(/^\s*(?:[#>]+|[-*+]|\d+[.)]|`{3,}\S*|~{3,}\S*)\s*/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/https?:\/\/(?:www\.)?([^\s/]+)\S*/g, '$1')
    .replace(/\*\*|__|`+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
