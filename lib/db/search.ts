/**
 * Full-text search over a person's own conversations. The owner is an indexed column
 * of the search index, so that only their rows are read, and is checked again on the
 * joined row, since the index folds case and punctuation. What is in the trash or
 * temporary is never found. Each statement reads a bounded number of rows, so that no
 * search holds up the process.
 */

import type { SearchQuery } from '@/lib/contract/search-query';
import type { FoundMessage, SearchOrder } from '@/lib/contract/search-results';
import { sqlClient } from './client';
import { type Limits, limitsSql, toConversation } from './search-conversations';
import { ownedBy, plainQuery, readToolNames, TOOL_MARK, termsOf, wantedOf } from './search-match';
import { type Pace, paceOf } from './search-pace';
import { excerptOf, fitness, type Wanted } from './search-text';
import { wordsBeginning } from './search-words';

/** Whose conversations, and whether names of tools that are hidden from people may be found. */
export interface Searcher {
  id: string;
  role: 'user' | 'admin';
}

/** What to find among messages. `after`: the end of the page before. */
export interface MessageSearch {
  query: SearchQuery;
  limits: Limits;
  order: SearchOrder;
  after: string | null;
  limit: number;
  /** Milliseconds, by which the work is cut into slices; the process's own unless given. */
  clock?: () => number;
}

/** A page of found messages. */
export interface FoundPage {
  messages: FoundMessage[];
  /** Messages found, counted on the first page only. */
  count: number | null;
  countIsFloor: boolean;
  next: string | null;
  searchedBackTo: number | null;
}

/** How many finds of the index the first statement looks at: most often enough for a page. */
const FIRST_SLICE = 30;
/** Finds are counted up to so many while that takes no longer than so many milliseconds. */
const COUNTED = 100;
const COUNTING_MS = 3;
/** How many finds one page may look at before it pauses. */
const MAX_LOOKED_AT = 12_000;
/**
 * Ranking looks at so many of the newest finds; at fewer when that takes longer than so
 * many milliseconds, or a slice of them does, since those behind it take no less.
 */
const RANKED = 1_000;
const RANKING_MS = 80;
const RANKED_SLICE_MS = 10;
const RANKED_TEXT = 3_000;

/** Messages that hold all words, or use tools if that is asked: a page of them. */
export async function findMessages(who: Searcher, search: MessageSearch): Promise<FoundPage> {
  const wanted = wantedOf(search.query);
  const ask = askOf(who, wanted, { limits: search.limits, begun: await wordsBeginning(wanted) });
  if (!ask)
    return { messages: [], count: 0, countIsFloor: false, next: null, searchedBackTo: null };
  return search.order === 'best' ? await bestPage(ask, search) : await newestPage(ask, search);
}

/** Everything the statements need. */
interface Ask {
  who: Searcher;
  wanted: Wanted;
  match: string;
  /** The words alone; null when any use of tools is looked for. */
  terms: string | null;
  /** Conditions on `m`, `s` and `a`, with their values. */
  where: string;
  args: Record<string, string | number>;
}

function askOf(
  who: Searcher,
  wanted: Wanted,
  { limits, begun }: { limits: Limits; begun: string[] },
): Ask | null {
  const terms = termsOf(wanted, begun);
  if (terms === null && !limits.usesTools) return null;
  const parts = [
    ...(terms === null ? [] : [`{text tool_names} : (${terms})`]),
    ...(limits.usesTools ? [`tool_names : "${TOOL_MARK}"`] : []),
  ];
  const { where, args } = limitsSql(limits, 'm.created_at');
  const inText =
    terms === null || limits.usesTools
      ? '0'
      : 'EXISTS (SELECT 1 FROM messages_fts t WHERE t.rowid = m.n AND t.messages_fts MATCH :inText)';
  const visible = who.role === 'admin' ? '' : ` AND (a.trace_visibility <> 'hidden' OR ${inText})`;
  return {
    who,
    wanted,
    terms: limits.usesTools ? null : terms,
    match: ownedBy(who.id, parts.join(' AND ')),
    where: where + visible,
    args: {
      ...args,
      ...(visible.includes(':inText') ? { inText: ownedBy(who.id, `text : (${terms})`) } : {}),
    },
  };
}

const FROM_FOUND = `WITH found AS MATERIALIZED (
    SELECT rowid AS n FROM messages_fts WHERE messages_fts MATCH :match AND rowid < :before
    ORDER BY rowid DESC LIMIT :window)`;
const JOINED = `LEFT JOIN messages m ON m.n = f.n AND m.user_id = :userId
  LEFT JOIN sessions s ON s.id = m.session_id LEFT JOIN agents a ON a.id = s.agent_id`;
const SHOWN = 's.user_id = :userId AND s.deleted_at IS NULL AND s.temporary = 0';

/** The next finds of the index below `before`, and which of them the filters leave. */
async function readWindow(ask: Ask, before: number, size: number) {
  const result = await sqlClient().execute({
    sql: `${FROM_FOUND} SELECT f.n, coalesce(${SHOWN}${ask.where}, 0) AS ok
      FROM found f ${JOINED} ORDER BY f.n DESC`,
    args: { match: ask.match, before, window: size, userId: ask.who.id, ...ask.args },
  });
  const all = result.rows.map((row) => ({ n: Number(row.n), ok: Number(row.ok) === 1 }));
  return {
    kept: all.filter((row) => row.ok).map((row) => row.n),
    last: all.at(-1)?.n ?? 0,
    isEnd: all.length < size,
    size,
  };
}

/** A remote database's time is the network's, and nobody here waits for it. */
function pacing(clock: (() => number) | undefined): Pace {
  const isLocal = sqlClient().protocol === 'file';
  return paceOf(isLocal ? (clock ?? (() => performance.now())) : () => 0, FIRST_SLICE);
}

async function newestPage(ask: Ask, { after, limit, clock }: MessageSearch): Promise<FoundPage> {
  const found: number[] = [];
  let before = after === null ? Number.MAX_SAFE_INTEGER : Number(after);
  let isEnd = false;
  let lookedAt = 0;
  const pace = pacing(clock);
  const mayCount = () => after === null && found.length < COUNTED && pace.spentMs() < COUNTING_MS;
  while (lookedAt < MAX_LOOKED_AT && !isEnd && (found.length <= limit || mayCount())) {
    const window = await pace.slice((size) => readWindow(ask, before, size));
    found.push(...window.kept);
    lookedAt += window.size;
    before = window.last;
    isEnd = window.isEnd;
  }
  const page = found.slice(0, limit);
  const messages = await readMessages(ask, page);
  const count = { count: after === null ? found.length : null, countIsFloor: !isEnd };
  if (found.length > limit) {
    return { messages, ...count, next: String(page.at(-1)), searchedBackTo: null };
  }
  if (isEnd) return { messages, ...count, next: null, searchedBackTo: null };
  return { messages, ...count, next: String(before), searchedBackTo: await timeOf(before) };
}

async function bestPage(ask: Ask, { after, limit, clock }: MessageSearch): Promise<FoundPage> {
  const { ranked, isEnd } = await rank(ask, pacing(clock));
  const from = after === null ? 0 : Number(after);
  const page = ranked.slice(from, from + limit);
  return {
    messages: await readMessages(ask, page),
    count: after === null ? ranked.length : null,
    countIsFloor: !isEnd,
    next: from + limit < ranked.length ? String(from + limit) : null,
    searchedBackTo: null,
  };
}

/** The newest finds, best first; those of one conversation follow each other. */
async function rank(ask: Ask, pace: Pace): Promise<{ ranked: number[]; isEnd: boolean }> {
  const scored: { n: number; session: string; score: number }[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  let isEnd = false;
  const rankSlice = async (size: number) => {
    const result = await sqlClient().execute({
      sql: `${FROM_FOUND} SELECT f.n, m.session_id AS session, s.title,
          substr(m.text, 1, ${RANKED_TEXT}) AS text, coalesce(${SHOWN}${ask.where}, 0) AS ok
        FROM found f ${JOINED} ORDER BY f.n DESC`,
      args: { match: ask.match, before, window: size, userId: ask.who.id, ...ask.args },
    });
    for (const row of result.rows) {
      before = Number(row.n);
      if (Number(row.ok) !== 1) continue;
      const inTitle = fitness(String(row.title), ask.wanted);
      // A little for being newer: between equals, what was said last is likelier to be meant.
      const newer = 0.2 * (1 - scored.length / RANKED);
      const score = fitness(String(row.text), ask.wanted) + 0.5 * inTitle + newer;
      scored.push({ n: before, session: String(row.session), score });
    }
    isEnd = result.rows.length < size;
    return result.rows.length;
  };
  const mayGoOn = () => pace.spentMs() < RANKING_MS && pace.lastMs() < RANKED_SLICE_MS;
  for (let seen = 0; seen < RANKED && !isEnd && mayGoOn(); ) {
    seen += await pace.slice((size) => rankSlice(Math.min(size, RANKED - seen)));
  }
  scored.sort((a, b) => b.score - a.score);
  const groups = Map.groupBy(scored, (one) => one.session);
  return { ranked: [...groups.values()].flat().map((one) => one.n), isEnd };
}

async function readMessages(ask: Ask, ns: number[]): Promise<FoundMessage[]> {
  if (ns.length === 0) return [];
  const result = await sqlClient().execute({
    sql: `SELECT m.n, m.id, m.role, m.text, m.tool_names AS toolNames, m.created_at AS createdAt,
        s.id AS sessionId, s.title, s.updated_at AS updatedAt, s.archived_at AS archivedAt,
        a.name AS agentName, a.icon AS agentIcon, a.trace_visibility AS visibility
      FROM json_each(?1) j JOIN messages m ON m.n = j.value JOIN sessions s ON s.id = m.session_id
      JOIN agents a ON a.id = s.agent_id WHERE m.user_id = ?2 AND s.user_id = ?2 ORDER BY j.key`,
    args: [JSON.stringify(ns), ask.who.id],
  });
  return result.rows.map((row) => {
    const mayName = ask.who.role === 'admin' || row.visibility !== 'hidden';
    return {
      id: String(row.id),
      conversation: toConversation(row, ask.wanted),
      role: row.role === 'assistant' ? 'assistant' : 'user',
      excerpt: excerptOf(String(row.text), ask.wanted),
      tools: mayName ? soughtTools(ask, readToolNames(String(row.toolNames))) : [],
      createdAt: Number(row.createdAt),
    };
  });
}

/** Of a message's tools those that were searched by: all of them for `has:tool`. */
function soughtTools({ wanted, terms }: Ask, names: string[]): string[] {
  if (terms === null) return names;
  const words = [...wanted.whole, ...(wanted.start === null ? [] : [wanted.start])];
  return names.filter((name) => words.some((word) => name.toLowerCase().includes(word)));
}

async function timeOf(n: number): Promise<number | null> {
  const result = await sqlClient().execute({
    sql: 'SELECT created_at AS at FROM messages WHERE n = ?',
    args: [n],
  });
  const at = result.rows[0]?.at;
  return at === undefined || at === null ? null : Number(at);
}

/** One message that a tool found. `excerpt` marks the matches with U+E000 … U+E001. */
export interface SearchHit {
  messageId: string;
  sessionId: string;
  title: string;
  role: 'user' | 'assistant';
  excerpt: string;
  createdAt: number;
}

const SEARCH = `SELECT m.id AS messageId, m.session_id AS sessionId, s.title, m.role,
    snippet(messages_fts, 0, char(57344), char(57345), ' … ', 24) AS excerpt,
    m.created_at AS createdAt
  FROM messages_fts JOIN messages m ON m.n = messages_fts.rowid
  JOIN sessions s ON s.id = m.session_id
  WHERE messages_fts MATCH ?1 AND m.user_id = ?2 AND s.deleted_at IS NULL AND s.temporary = 0
  ORDER BY messages_fts.rowid DESC LIMIT ?3`;

/** Messages that hold all words of `query` (the last one as a beginning), newest first. */
export async function searchMessages(
  userId: string,
  query: string,
  limit: number,
): Promise<SearchHit[]> {
  const wanted = wantedOf(plainQuery(query));
  const terms = termsOf(wanted, await wordsBeginning(wanted));
  if (terms === null) return [];
  const match = ownedBy(userId, `text : (${terms})`);
  const result = await sqlClient().execute({ sql: SEARCH, args: [match, userId, limit] });
  return result.rows.map((row) => ({
    messageId: String(row.messageId),
    sessionId: String(row.sessionId),
    title: String(row.title),
    role: row.role === 'assistant' ? 'assistant' : 'user',
    excerpt: String(row.excerpt),
    createdAt: Number(row.createdAt),
  }));
}
