'use client';

import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { ConversationView, Refusal } from '@/lib/client/conversation';
import { NO_MARKS } from '@/lib/client/marks';
import { readFailure } from '@/lib/client/transport';
import type { EngineConfig } from '@/lib/contract/agent';
import { newId } from '@/lib/contract/ids';
import {
  type Answer,
  applyEvent,
  EMPTY_ANSWER,
  type Message,
  textOf,
} from '@/lib/contract/message';
import { decodeRunEvent } from '@/lib/contract/sse';
import { reduceWire } from './use-wire';
import { readFrames, rowOf, type WireRow } from './wire';

interface Talk {
  messages: Message[];
  answer: Answer | null;
  phase: ConversationView['phase'];
  askedAt: number | null;
  asked: string | null;
  refusal: Refusal | null;
}

const SILENT: Talk = {
  messages: [],
  answer: null,
  phase: 'idle',
  askedAt: null,
  asked: null,
  refusal: null,
};

/**
 * A conversation with an agent as it is typed: kept in this page alone. Looks like a
 * stored one to what draws it; waiting messages and branches it has none.
 */
export function useDraftTalk(engine: EngineConfig): { view: ConversationView; rows: WireRow[] } {
  const [talk, setTalk] = useState(SILENT);
  const [rows, dispatch] = useReducer(reduceWire, []);
  const [trial] = useState(newId);
  const latest = useRef({ talk, engine });
  latest.current = { talk, engine };
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const actions = useMemo(() => {
    const change = (patch: Partial<Talk>) => setTalk((now) => ({ ...now, ...patch }));

    /** Resolves as soon as the server has taken it. */
    async function ask(text: string, before: Message[], question: Message): Promise<boolean> {
      const leaving = new AbortController();
      running.current = leaving;
      const messages = [...before, question];
      const started = { phase: 'sending', askedAt: Date.now(), asked: newId() } as const;
      change({ ...SILENT, ...started, messages, answer: EMPTY_ANSWER });
      const { engine } = latest.current;
      const response = await postTrial({ engine, trial, text, before }, leaving.signal).catch(
        () => null, // The network, or stopped: it was not taken.
      );
      if (!response?.ok) {
        const refusal = response ? await refusalFrom(response) : NO_NETWORK;
        change({ ...SILENT, messages: before, refusal: leaving.signal.aborted ? null : refusal });
        return false;
      }
      change({ phase: 'waiting' });
      void follow(response, { messages, question, leaving });
      return true;
    }

    async function follow(response: Response, { messages, question, leaving }: Following) {
      const askedAt = performance.now();
      let answer = EMPTY_ANSWER;
      const read = readFrames(response, (frames) => {
        const arrived = Math.round(performance.now() - askedAt);
        dispatch({
          type: 'rows',
          make: (from) => frames.map((frame, at) => rowOf(frame, from + at, arrived)),
        });
        for (const { data } of frames) {
          const event = decodeRunEvent(data);
          if (event) answer = applyEvent(answer, event);
        }
        change({ answer, phase: 'answering' });
      });
      await read.catch(() => undefined); // Stopped or cut off: what came stands, and says so.
      const stopped = leaving.signal.aborted;
      change({ ...SILENT, messages: [...messages, stored(answer, { question, stopped })] });
    }

    return {
      send: (text: string) => ask(text, latest.current.talk.messages, said(text)),
      async stop() {
        running.current?.abort();
      },
      async retry() {
        const { messages } = latest.current.talk;
        const at = messages.findLastIndex(({ role }) => role === 'user');
        const question = messages[at];
        if (question) await ask(textOf(question.parts), messages.slice(0, at), question);
      },
      dismissRefusal: () => change({ refusal: null }),
    };
  }, [trial]);
  const view: ConversationView = { ...NOTHING, ...talk, ...actions };
  return { view, rows };
}

interface Following {
  messages: Message[];
  question: Message;
  leaving: AbortController;
}

const NO_NETWORK: Refusal = { code: 'network', message: '' };

const nothing = async () => undefined;
const refused = async () => false;

/** What only stored conversations have. */
const NOTHING = {
  sessionId: null,
  more: false,
  loadOlder: nothing,
  later: false,
  loadLater: nothing,
  marks: NO_MARKS,
  link: 'online',
  continues: null,
  queue: [],
  regenerate: nothing,
  edit: refused,
  goOn: nothing,
  refresh: () => undefined,
  enqueue: refused,
  editQueued: nothing,
  cancelQueued: nothing,
  sendQueued: nothing,
} satisfies Partial<ConversationView>;

function said(text: string): Message {
  const parts = [{ type: 'text' as const, text }];
  return { id: newId(), parentId: null, role: 'user', parts, createdAt: Date.now() };
}

function stored(
  { parts, status, usage, error, durationMs }: Answer,
  { question, stopped }: { question: Message; stopped: boolean },
): Message {
  const open = stopped ? ('stopped' as const) : ('interrupted' as const);
  return {
    id: newId(),
    parentId: question.id,
    role: 'assistant',
    parts: parts.map((part) =>
      part.type === 'tool' && part.state === 'running' ? { ...part, state: 'unfinished' } : part,
    ),
    createdAt: Date.now(),
    status: status === 'running' ? open : status,
    ...(error ? { errorCode: error.code } : {}),
    ...(usage ? { usage } : {}),
    ...(durationMs === undefined ? {} : { durationMs }),
  };
}

interface Trial {
  engine: EngineConfig;
  trial: string;
  text: string;
  before: readonly Message[];
}

const MAX_TURNS = 60;

function postTrial({ engine, trial, text, before }: Trial, signal: AbortSignal) {
  const history = before.slice(-MAX_TURNS).flatMap(({ role, parts }) => {
    const words = textOf(parts);
    return words === '' ? [] : [{ role, text: words }];
  });
  return fetch('/api/admin/agents/try', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ engine, trial, text, history }),
    signal,
  });
}

async function refusalFrom(response: Response): Promise<Refusal> {
  const { code, message, retryAfterSeconds } = await readFailure(response);
  return {
    code: code ?? 'internal',
    message,
    ...(retryAfterSeconds ? { retryAt: Date.now() + retryAfterSeconds * 1000 } : {}),
  };
}
