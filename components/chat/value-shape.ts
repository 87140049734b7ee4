/**
 * What a tool's arguments or result look like to a reader: links, rows, prose, text or
 * just data. Decided from the value alone, so that it looks the same everywhere. Pure.
 */

import type { Json } from '@/lib/contract/events';

/** A link as search tools return it. */
export interface LinkItem {
  href: string;
  title: string;
  text: string;
}

/** A value as it is shown. */
export type Shape =
  | { kind: 'links'; items: LinkItem[] }
  | { kind: 'rows'; columns: string[]; rows: Json[][] }
  | { kind: 'markdown'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'data'; value: Json };

const MOST_COLUMNS = 12;
/** So many are looked at to tell what all are. */
const SAMPLE = 200;
const HREF = ['url', 'link', 'href', 'uri'];
const TITLE = ['title', 'name', 'heading'];
const TEXT = ['snippet', 'description', 'summary', 'content', 'text', 'excerpt'];
/** Under these names tools put the list that matters. */
const LISTS = [
  'results',
  'items',
  'organic',
  'rows',
  'data',
  'documents',
  'hits',
  'records',
  'pages',
];

/** How a value is best shown. */
export function shapeOf(given: Json): Shape {
  const value = unwrap(given);
  if (typeof value === 'string') return shapeOfText(value);
  const said = onlyWords(value);
  if (said !== null) return shapeOfText(said);
  const list = listIn(value);
  return (list && (linksOf(list) ?? rowsOf(list))) ?? tableOf(value) ?? { kind: 'data', value };
}

type Fields = { [key: string]: Json };

function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The content of a tool server's envelope, and of text that is JSON. */
function unwrap(value: Json): Json {
  if (typeof value === 'string') return parsed(value) ?? value;
  if (!isFields(value) || !Array.isArray(value.content)) return value;
  const texts = value.content.map((part) =>
    isFields(part) && part.type === 'text' && typeof part.text === 'string' ? part.text : null,
  );
  if (texts.length === 0 || texts.includes(null)) return value;
  const text = texts.join('\n\n');
  return parsed(text) ?? text;
}

function parsed(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Text that only begins like JSON.
  }
}

function shapeOfText(text: string): Shape {
  return { kind: isMarkdown(text) ? 'markdown' : 'text', text };
}

const BLOCK_MARKS = [/^#{1,6} \S/m, /^```/m, /^\|.+\|\s*\n\|[\s:|-]+\|/m];
const WEAK_MARKS = [/^[-*] \S/m, /^\d+\. \S/m, /\*\*[^*\n]+\*\*/, /\[[^\]\n]+\]\(https?:[^)\s]+\)/];

function isMarkdown(text: string): boolean {
  const head = text.slice(0, 4_000);
  if (BLOCK_MARKS.some((mark) => mark.test(head))) return true;
  return WEAK_MARKS.filter((mark) => mark.test(head)).length >= 2;
}

/** The words of `{ error: "…" }` and its like, which need no tree. */
function onlyWords(value: Json): string | null {
  if (!isFields(value)) return null;
  const [[name, words] = ['', null], more] = Object.entries(value);
  const alone = more === undefined && ['error', 'message', 'text', 'output'].includes(name);
  return alone && typeof words === 'string' ? words : null;
}

function listIn(value: Json): Json[] | null {
  if (Array.isArray(value)) return value;
  if (!isFields(value)) return null;
  const names = LISTS.filter((name) => Array.isArray(value[name]));
  const list = names.length === 1 ? value[names[0] ?? ''] : null;
  // Beside the list there may be a count or a query, but nothing else that would be lost.
  const others = Object.entries(value).filter(([name]) => name !== names[0]);
  const small = others.every(([, other]) => typeof other !== 'object' || other === null);
  return Array.isArray(list) && small && others.length <= 3 ? list : null;
}

function linksOf(list: Json[]): Shape | null {
  if (list.length === 0) return null;
  const items: LinkItem[] = [];
  for (const one of list) {
    const href = isFields(one) ? firstText(one, HREF) : '';
    if (!isFields(one) || !/^https?:\/\//i.test(href)) return null;
    items.push({ href, title: firstText(one, TITLE) || href, text: firstText(one, TEXT) });
  }
  return { kind: 'links', items };
}

function firstText(fields: Fields, names: readonly string[]): string {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return '';
}

function rowsOf(list: Json[]): Shape | null {
  if (list.length < 2 && !(list.length === 1 && isFields(list[0]))) return null;
  const columns = new Set<string>();
  for (const one of list.slice(0, SAMPLE)) {
    if (!isFields(one) || !Object.values(one).every(isScalar)) return null;
    for (const name of Object.keys(one)) columns.add(name);
    if (columns.size > MOST_COLUMNS) return null;
  }
  if (columns.size === 0) return null;
  const names = [...columns];
  const rows = list.map((one) => names.map((name) => (isFields(one) ? (one[name] ?? null) : null)));
  return { kind: 'rows', columns: names, rows };
}

/** `{ columns: [...], rows: [[...]] }`, as databases answer. */
function tableOf(value: Json): Shape | null {
  if (!isFields(value) || !Array.isArray(value.columns) || !Array.isArray(value.rows)) return null;
  const columns = value.columns.filter((name) => typeof name === 'string');
  if (columns.length === 0 || columns.length !== value.columns.length) return null;
  const rows = value.rows.filter((row) => Array.isArray(row));
  return rows.length === value.rows.length ? { kind: 'rows', columns, rows } : null;
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}
