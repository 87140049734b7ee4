/** Writes the generated history by statements of its own: through the application it would take an hour. */

import { randomFillSync } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { MessagePart } from '@/lib/contract/message';
import { partColumns } from '@/lib/db/message-parts';
import { DAY_MS } from '@/lib/db/usage-rollup';
import { type Dice, diceOf, type Prose, proseOf } from './prose';

const AGENTS = 8;
const YEAR_MS = 365 * DAY_MS;
/** Within a conversation from one question to the next. */
const TURN_MS = 4 * 60_000;
const LENGTHS = [10_000, 1_000, 10];
const LITTLE = 1_000;
/** Turns in one transaction. */
const BATCH = 5_000;
/** About 120 and 1,300 characters, as questions and answers of a chat are. */
const WORDS = { question: 20, answer: 200 };

/** How much there is. */
export interface Size {
  messages: number;
  conversations: number;
  people: number;
  /** Messages of the person who has most. */
  most: number;
}

/** What measurements need to know of it. */
export interface Filled {
  size: Size;
  /** Ids of people: the first has most messages, the second has a thousand. */
  people: string[];
  agents: string[];
  /** Conversations of the first person, by their messages: 10, 1,000 and 10,000. */
  byLength: Record<number, string>;
  /** Of all messages, in UTF-8. */
  textBytes: number;
  /** The last turn's time, Unix milliseconds. */
  until: number;
}

interface Conversation {
  id: string;
  person: string;
  agent: string;
  turns: number;
  startedAt: number;
  everyMs: number;
  last: string | null;
}

/** Fills a migrated, empty database; the roll-ups are left to be made of the runs. */
export function fillHistory(path: string, size: Size): Filled {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;
    PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY`);
  const dice = diceOf(42);
  const prose = proseOf(dice);
  const until = Date.now();
  const people = Array.from({ length: size.people }, newFastId);
  const agents = Array.from({ length: AGENTS }, newFastId);
  addPeopleAndAgents(database, { people, agents, at: until - YEAR_MS });
  const conversations = plan(size, { people, agents, until, dice });
  addConversations(database, conversations, prose);
  const textBytes = addTurns(database, conversations, { dice, prose });
  database.exec(`INSERT INTO ratings (message_id, user_id, session_id, agent_id, value, created_at)
    SELECT assistant_message_id, user_id, session_id, agent_id,
      CASE n % 3 WHEN 0 THEN 'down' ELSE 'up' END, ended_at FROM runs WHERE n % 25 = 0`);
  database.exec('PRAGMA journal_mode = WAL');
  database.close();
  const own = conversations.slice(0, LENGTHS.length);
  const byLength = Object.fromEntries(own.map(({ id, turns }) => [turns * 2, id]));
  return { size, people, agents, byLength, textBytes, until };
}

let pool = Buffer.alloc(0);
let used = 0;

/** An id of the same shape as the application's, made in large lots. */
function newFastId(): string {
  if (used + 26 > pool.length) {
    pool = randomFillSync(Buffer.alloc(26 * 4096));
    for (let i = 0; i < pool.length; i += 1) {
      pool[i] = '0123456789abcdefghjkmnpqrstvwxyz'.charCodeAt((pool[i] ?? 0) & 31);
    }
    used = 0;
  }
  used += 26;
  return pool.toString('latin1', used - 26, used);
}

function addPeopleAndAgents(
  database: DatabaseSync,
  { people, agents, at }: { people: string[]; agents: string[]; at: number },
): void {
  const addPerson = database.prepare(
    "INSERT INTO users (id, email, name, created_at) VALUES (?, ?, 'Reader', ?)",
  );
  for (const [i, id] of people.entries()) addPerson.run(id, `reader-${i}@example.com`, at);
  const addAgent = database.prepare(
    'INSERT INTO agents (id, name, engine, created_at, updated_at) VALUES (?, ?, ?, ?, ?)',
  );
  const engine = JSON.stringify({ kind: 'model', model: 'guide', instructions: '', tools: [] });
  for (const [i, id] of agents.entries()) addAgent.run(id, `Agent ${i + 1}`, engine, at, at);
}

/** Who has how many conversations of how many turns; the first person's own lengths come first. */
function plan(
  size: Size,
  {
    people,
    agents,
    until,
    dice,
  }: { people: string[]; agents: string[]; until: number; dice: Dice },
): Conversation[] {
  const made: Conversation[] = [];
  const add = (person: string, messages: number) => {
    const turns = Math.max(1, Math.round(messages / 2));
    const everyMs = Math.min(TURN_MS, (YEAR_MS * 0.9) / turns);
    const startedAt = until - turns * everyMs - dice(YEAR_MS - Math.ceil(turns * everyMs));
    const agent = agents[dice(agents.length)] ?? '';
    made.push({ id: newFastId(), person, agent, turns, startedAt, everyMs, last: null });
  };
  const share = (owners: string[], messages: number, count: number) => {
    const weights = Array.from({ length: count }, () => -Math.log((dice(1e6) + 1) / 1e6));
    const unit = messages / weights.reduce((sum, weight) => sum + weight, 0);
    for (const [i, weight] of weights.entries())
      add(owners[i % owners.length] ?? '', weight * unit);
  };
  const [first = '', second = '', ...others] = people;
  for (const length of LENGTHS) add(first, length);
  const long = LENGTHS.reduce((sum, length) => sum + length, 0);
  const ofFirst = Math.round(size.conversations * 0.04);
  share([first], size.most - long, ofFirst - LENGTHS.length);
  share([second], LITTLE, 50);
  share(others, size.messages - size.most - LITTLE, size.conversations - ofFirst - 50);
  return made;
}

function addConversations(
  database: DatabaseSync,
  conversations: Conversation[],
  prose: Prose,
): void {
  const add = database.prepare(`INSERT INTO sessions
    (id, user_id, agent_id, key, title, upstream_id, created_at, updated_at, read_at)
    VALUES (?1, ?2, ?3, ?1, ?4, ?1, ?5, ?5, ?5)`);
  database.exec('BEGIN');
  for (const one of conversations.toSorted((a, b) => a.startedAt - b.startedAt)) {
    add.run(one.id, one.person, one.agent, prose.text(6).trim(), Math.round(one.startedAt));
  }
  database.exec('COMMIT');
}

/** All turns in the order of time. Returns the bytes of their texts. */
function addTurns(
  database: DatabaseSync,
  conversations: Conversation[],
  { dice, prose }: { dice: Dice; prose: Prose },
): number {
  const order = conversations
    .flatMap((one) =>
      Array.from({ length: one.turns }, (_, i) => ({ one, at: one.startedAt + i * one.everyMs })),
    )
    .sort((a, b) => a.at - b.at);
  const write = turnWriter(database);
  const about = (words: number) => 1 + dice(words) + dice(words);
  let bytes = 0;
  for (const [i, { one, at }] of order.entries()) {
    if (i % BATCH === 0) database.exec('BEGIN');
    const question = prose.text(about(WORDS.question));
    const answer = prose.text(about(WORDS.answer));
    bytes += question.length + answer.length;
    write(one, { at: Math.round(at), question, answer, usedTool: dice(10) === 0, dice });
    if (i % BATCH === BATCH - 1 || i === order.length - 1) database.exec('COMMIT');
  }
  database.exec(`UPDATE sessions SET
    head_id = (SELECT m.id FROM messages m WHERE m.session_id = sessions.id ORDER BY m.n DESC LIMIT 1),
    updated_at = (SELECT max(m.created_at) FROM messages m WHERE m.session_id = sessions.id);
    UPDATE sessions SET read_at = updated_at`);
  return bytes;
}

interface Turn {
  at: number;
  question: string;
  answer: string;
  usedTool: boolean;
  dice: Dice;
}

function turnWriter(database: DatabaseSync): (one: Conversation, turn: Turn) => void {
  const message = database.prepare(`INSERT INTO messages
    (id, session_id, user_id, parent_id, role, text, tool_names, parts, run_id, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const run = database.prepare(`INSERT INTO runs
    (id, user_id, session_id, agent_id, user_message_id, assistant_message_id, claim, status, request_hash,
     writer, lease_until, started_at, first_event_ms, ended_at, duration_ms, input_tokens, output_tokens,
     total_tokens, log_start, last_seq)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'completed', ?8, ?9, ?10, ?10, ?11, ?10 + ?12, ?12, ?13, ?14, ?13 + ?14, 0, 1)`);
  const hash = 'f'.repeat(22);
  return (one, { at, question, answer, usedTool, dice }) => {
    const [asked, answered, runId] = [newFastId(), newFastId(), newFastId()];
    const durationMs = 800 + dice(20_000);
    const { toolNames, parts } = partColumns(usedTool ? partsWith(answer) : textParts(answer));
    const { id, person, agent } = one;
    message.run(asked, id, person, one.last, 'user', question, '', null, null, at);
    run.run(
      runId, person, id, agent, asked, answered, newFastId(), hash, '', at,
      200 + dice(1_500), durationMs, question.length >> 2, answer.length >> 2,
    ); // biome-ignore format: one line a lot of columns
    message.run(
      answered,
      id,
      person,
      asked,
      'assistant',
      answer,
      toolNames,
      parts,
      runId,
      at + durationMs,
    );
    one.last = answered;
  };
}

const textParts = (text: string): MessagePart[] => [{ type: 'text', text }];

/** As the fold leaves an answer that searched first. */
function partsWith(answer: string): MessagePart[] {
  const search: MessagePart = {
    type: 'tool',
    toolCallId: newFastId(),
    toolName: 'web_search',
    state: 'done',
    args: { query: answer.slice(0, 40) },
    result: { results: [answer.slice(40, 140)] },
    startedAtMs: 100,
    endedAtMs: 900,
  };
  return [search, ...textParts(answer)];
}
