/** What a run's engine is given: the text to answer, and what came before it on its branch. */

import type { EngineConfig } from '@/lib/contract/agent';
import { newId } from '@/lib/contract/ids';
import { type Message, textOf } from '@/lib/contract/message';
import { readBranch } from '@/lib/db/messages';
import type { StartedRun } from '@/lib/db/run-start';
import { searchMessages } from '@/lib/db/search';
import type { ChatHit, EngineInput } from '@/lib/engines/engine';
import { goOn, withTranscript } from './opening';

const HISTORY_MESSAGES = 60;

type Input = Omit<EngineInput, 'pulse' | 'oddity'>;
type Turn = Input['history'][number];

/**
 * The input of a run. `text` is its question; null: it is read from what is stored,
 * which is the question asked again, or the answer to go on from.
 */
export async function engineInput(
  run: StartedRun,
  engine: EngineConfig,
  text: string | null,
): Promise<Input> {
  const { turns, question } = split(await readTurns(run, engine, text), text);
  return {
    runId: run.id,
    engine,
    upstreamSessionId: run.upstreamId,
    text: run.branchOpened ? withTranscript(turns, question, newId()) : question,
    history: engine.kind === 'model' ? turns : [],
    data: { searchMyChats: (query, limit) => searchOwnChats(run, query, limit) },
  };
}

/** The platform keeps its own memory of a conversation; a model is sent ours. */
async function readTurns(run: StartedRun, engine: EngineConfig, text: string | null) {
  const remembered = engine.kind === 'thinnest' && !run.branchOpened;
  if (remembered && text !== null) return [];
  const page = await readBranch(run, run.userMessageId, remembered ? 1 : HISTORY_MESSAGES);
  return page.messages;
}

function split(messages: readonly Message[], text: string | null) {
  const last = messages.at(-1);
  const continued = last?.role === 'assistant';
  const before = continued ? messages : messages.slice(0, -1);
  const stored = textOf(last?.parts ?? []);
  return { turns: joined(before), question: continued ? goOn(stored) : (text ?? stored) };
}

/** Turns that say something; an answer and what continues it are one. */
function joined(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = [];
  for (const { role, parts } of messages) {
    const last = turns.at(-1);
    if (parts.length === 0) continue;
    if (role === 'assistant' && last?.role === 'assistant') {
      turns[turns.length - 1] = { role, parts: [...last.parts, ...parts] };
    } else turns.push({ role, parts });
  }
  return turns;
}

async function searchOwnChats(run: StartedRun, query: string, limit: number): Promise<ChatHit[]> {
  // The question that asks for the search holds its words too: it is not a find.
  const hits = await searchMessages(run.userId, query, limit + 1);
  return hits.filter((hit) => hit.messageId !== run.userMessageId).slice(0, limit);
}
