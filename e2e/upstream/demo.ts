/**
 * What the scripted upstream answers when no script says otherwise: an answer
 * with a tool call, at a pace that people can read, and agents that fail in the
 * ways worth looking at.
 */

import type { RecordedRequest } from './board';
import { done, reply, type Step, text, toolCall, toolResult } from './steps';

const WORD_MS = 25;
const TOOL_MS = 400;

/** An agent as `GET /v2/agents` lists it. */
export interface ListedAgent {
  id: string;
  name: string;
  model: string;
  agentType: string;
  voiceEnabled: boolean;
  createdAt: string;
}

const DEMO_AGENTS: Record<string, string> = {
  ag_demo: 'Answers with a tool call',
  ag_cut: 'Is cut off in the middle',
  ag_busy: 'Says 429, try again in 7 seconds',
  ag_paused: 'Says 402, no balance',
  ag_broken: 'Says 500 with an HTML page',
};

/** The agents the platform would list: these, and those that have a script. */
export function listAgents(scripted: Iterable<string>): ListedAgent[] {
  const names = new Map(Object.entries(DEMO_AGENTS));
  for (const id of scripted) names.set(id, id);
  return [...names].map(([id, name]) => ({
    id,
    name,
    model: 'scripted',
    agentType: 'chat',
    voiceEnabled: false,
    createdAt: '2026-01-01T00:00:00Z',
  }));
}

/** The answer of an agent without a script. */
export function demoAnswer(request: RecordedRequest): Step[] {
  switch (request.agentId) {
    case 'ag_busy':
      return reply(429, { detail: 'Rate limit exceeded' }, { 'retry-after': '7' });
    case 'ag_paused':
      return reply(402, { detail: 'Insufficient balance' });
    case 'ag_broken':
      return reply(500, '<!doctype html><title>500</title><h1>Internal Server Error</h1>');
    case 'ag_cut':
      return [...spoken('This answer stops in the mid'), { do: 'cut' }];
    default:
      return answerTo(messageOf(request));
  }
}

function answerTo(message: string): Step[] {
  const answer = [
    `You wrote: *${message.slice(0, 200)}*`,
    'This is the **scripted upstream** of the tests. It streams markdown:',
    '1. a tool call and its result,\n2. a list,\n3. and `code`:',
    '```ts\nconst answer = 6 * 7;\n```',
  ].join('\n\n');
  const usage = { input_tokens: 12, output_tokens: 48, total_tokens: 60 };
  return [
    toolCall('web_search', { query: message.slice(0, 200) }),
    { do: 'wait', ms: TOOL_MS },
    toolResult('web_search', { hits: 3, first: 'https://example.com/' }),
    ...spoken(answer),
    done(usage),
  ];
}

function spoken(answer: string): Step[] {
  return (answer.match(/\s*\S+\s*/g) ?? []).flatMap((word): Step[] => [
    text(word),
    { do: 'wait', ms: WORD_MS },
  ]);
}

function messageOf({ json }: RecordedRequest): string {
  if (typeof json !== 'object' || json === null) return '';
  const value = 'message' in json ? json.message : 'query' in json && json.query;
  return typeof value === 'string' ? value : '';
}
