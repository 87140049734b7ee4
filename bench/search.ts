/**
 * What a search takes, and how long it holds up everybody else: a person with a thousand
 * messages and one with 200,000, among a million. Frequent and rare words, beginnings,
 * several words, phrases; beside the same words asked of SQLite's index alone.
 * Run: npm run bench -- search [--short] [--json] [--reps N]
 */

import { DatabaseSync } from 'node:sqlite';
import type { SearchOrder } from '@/lib/contract/search-results';
import { installDatabase, openDatabase } from '@/lib/db/client';
import { searchHistory } from '@/lib/db/search-history';
import { quantile } from './kit/figures';
import { type Generated, LARGE, openGenerated, SMALL } from './kit/generated';
import { readOptions } from './kit/options';
import { diceOf, proseOf } from './kit/prose';
import { type Report, tell, type Verdict } from './kit/report';
import { timed, watched } from './kit/timing';

const options = readOptions();
const reps = options.reps || (options.short ? 5 : 20);
const ORDERS: SearchOrder[] = ['newest', 'best'];

/** As people type: what is typed last is a beginning until a space follows. */
function queries(): Record<string, string[]> {
  const dice = diceOf(3);
  const prose = proseOf(diceOf(42));
  const between = (from: number, to: number) => prose.word(from + dice(to - from));
  const many = (make: () => string) => Array.from({ length: reps }, make);
  return {
    'a word in every message': many(() => `${between(0, 5)} `),
    'a frequent word': many(() => `${between(30, 100)} `),
    'a rare word': many(() => `${between(5_000, 30_000)} `),
    'a beginning': many(() => between(60, 3_000).slice(0, 3)),
    'a longer beginning': many(() => between(60, 3_000).slice(0, 4)),
    'three words': many(() => `${between(0, 60)} ${between(20, 300)} ${between(100, 2_000)} `),
    'a phrase': many(() => `"${between(0, 20)} ${between(0, 20)}"`),
    'nothing there': many(() => `${between(0, 20)} xylophones `),
  };
}

interface Found {
  who: string;
  order: SearchOrder;
  kind: string;
  ms: number[];
  rawMs: number[];
  blockedMs: number[];
}

const RAW = `SELECT rowid FROM messages_fts WHERE messages_fts MATCH ? ORDER BY rowid DESC LIMIT 20`;

/** The same words, asked of the index alone for the same person. */
function rawQuery(userId: string, text: string): string {
  const words = text.trim().replaceAll('"', '');
  if (text.startsWith('"')) return `user_id : ${userId} AND text : "${words}"`;
  const terms = words.split(' ').map((word) => `"${word}"`);
  if (!text.endsWith(' ')) terms.push(`${terms.pop()}*`);
  return `user_id : ${userId} AND {text tool_names} : (${terms.join(' AND ')})`;
}

async function measure(data: Generated, raw: DatabaseSync): Promise<Found[]> {
  const rawNewest = raw.prepare(RAW);
  const found: Found[] = [];
  const asked = Object.entries(queries());
  const people = [`with ${data.size.most.toLocaleString('en')}`, 'with 1,000'];
  for (const [i, who] of people.entries()) {
    const id = data.people[i] ?? '';
    for (const [kind, texts] of asked) {
      const ofOrder = new Map(
        ORDERS.map((order) => [order, { who, order, kind, ms: [], rawMs: [], blockedMs: [] }]),
      ) as Map<SearchOrder, Found>;
      for (const text of texts) {
        const rawMs = await timed(() => rawNewest.all(rawQuery(id, text)));
        for (const order of ORDERS) {
          const search = { text, order, after: null, timeZone: 'UTC', now: data.until };
          const { ms, blockedMs } = await watched(() =>
            searchHistory({ id, role: 'user' }, search),
          );
          const mine = ofOrder.get(order);
          mine?.ms.push(ms);
          mine?.rawMs.push(rawMs);
          mine?.blockedMs.push(blockedMs);
        }
      }
      found.push(...ofOrder.values());
    }
  }
  return found;
}

function reportOf(data: Generated, found: Found[]): Report {
  const all = (who: string, order: SearchOrder) =>
    found.filter((one) => one.order === order && one.who.startsWith(who)).flatMap(({ ms }) => ms);
  const most = `with ${data.size.most.toLocaleString('en')}`;
  const blocked = found.flatMap(({ blockedMs }) => blockedMs);
  const verdict = (what: string, value: number, target: number): Verdict => {
    return { what, value, unit: ' ms', target, better: 'lower' };
  };
  return {
    name: 'search',
    how:
      `a page of what is found among ${data.size.messages.toLocaleString('en')} messages, by a person ` +
      `${most} of them and one with 1,000; blocked: the longest stretch in which nobody else had a turn`,
    repetitions: reps,
    columns: ['', 'order', 'median ms', 'p95 ms', 'blocked ms', 'index alone ms'],
    rows: found.map(({ who, kind, order, ms, rawMs, blockedMs }) => [
      `${who}: ${kind}`,
      order,
      quantile(ms, 0.5),
      quantile(ms, 0.95),
      Math.max(...blockedMs),
      quantile(rawMs, 0.5),
    ]),
    verdicts: [
      verdict('newest first, p95', quantile([...all('with', 'newest')], 0.95), 10),
      verdict('ranked, p95, with 1,000', quantile(all('with 1,000', 'best'), 0.95), 50),
      verdict(`ranked, p95, ${most}`, quantile(all(most, 'best'), 0.95), 150),
      verdict('longest that nobody else had a turn, p99', quantile(blocked, 0.99), 20),
    ],
  };
}

const data = await openGenerated(options.short ? SMALL : LARGE);
const handle = openDatabase(data.url);
installDatabase(handle);
const raw = new DatabaseSync(data.path, { readOnly: true });
raw.exec('PRAGMA cache_size = -16384');
try {
  tell(reportOf(data, await measure(data, raw)), options.json);
} finally {
  raw.close();
  handle.close();
  data.dispose();
}
