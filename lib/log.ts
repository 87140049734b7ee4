/**
 * The log: one JSON line per event on stdout (stderr from `warn` up). Never
 * message text; secrets masked whole, whether they are ours (by value) or look
 * like one (by shape). Line breaks and escapes cannot leave their JSON string.
 */

import { env } from '@/lib/env';
import { keysFromFiles } from '@/lib/provider-keys';

const LEVELS = { debug: 10, info: 20, warn: 30, error: 40 } as const;
type Level = keyof typeof LEVELS;

/** What a log line may carry. Keep to ids, codes, counts and durations. */
export type LogFields = Record<string, unknown>;

const MAX_TEXT_LENGTH = 2000;
const MAX_LINE_LENGTH = 16_000;
const MAX_ITEMS = 40;
const MAX_DEPTH = 6;
const MASK = '[masked]';
const SECRET_SHAPES =
  /(?:(?<![A-Za-z0-9])|(?<=%[0-9A-F]{2}))(?:gsm_[\w-]{8,}|sk-[\w-]{8,}|Bearer(?:\s|%20)+\S+|eyJ[\w-]{10,}(?:\.[\w-]*){2,4}|AIza[\w-]{20,})/g;
const SECRET_VARIABLES = /SECRET|API_KEY$|TOKEN|PASSWORD/;
const SECRET_FIELDS = /(password|secret|token|api_?key|authorization|cookie)$/i;

/** Ours, by value, also as they look inside of a URL or of JSON. */
const ownSecrets = Object.entries(env)
  .filter(([name]) => SECRET_VARIABLES.test(name))
  .flatMap(([, value]) => (typeof value === 'string' ? [value] : []))
  .flatMap(written);

/** A secret as it may stand in a text: as it is, in an address, in JSON. */
function written(secret: string): string[] {
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}

/** Masks every secret in a text and bounds its length. */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const secret of [...ownSecrets, ...[...keysFromFiles()].flatMap(written)])
    masked = masked.replaceAll(secret, MASK);
  masked = masked.replace(SECRET_SHAPES, MASK);
  return masked.length > MAX_TEXT_LENGTH ? `${masked.slice(0, MAX_TEXT_LENGTH)}…` : masked;
}

/** A value as JSON can hold it: masked, bounded in breadth and depth. */
function clean(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskSecrets(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return '…';
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => clean(item, depth + 1));
  if (value instanceof Error) return cleanError(value, depth);
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return clean(value.toJSON(), depth + 1);
  }
  const entries = Object.entries(value).slice(0, MAX_ITEMS);
  return Object.fromEntries(entries.map(([name, item]) => cleanField(name, item, depth)));
}

/** A value as the log and the audit log may hold it: secrets masked, bounded. */
export function maskValue(value: unknown): unknown {
  return clean(value);
}

function cleanField(name: string, value: unknown, depth: number): [string, unknown] {
  const hidden = SECRET_FIELDS.test(name) && value !== null && value !== undefined;
  return [maskSecrets(name), hidden ? MASK : clean(value, depth + 1)];
}

function cleanError({ name, message, stack, cause }: Error, depth: number): unknown {
  const known = { name, message: maskSecrets(message), stack: maskSecrets(stack ?? '') };
  return cause === undefined ? known : { ...known, cause: clean(cause, depth + 1) };
}

function lineOf(level: Level, event: string, fields: LogFields): string {
  const head = { time: new Date().toISOString(), level, event };
  try {
    const line = JSON.stringify({ ...head, ...Object(clean(fields)) });
    if (line.length <= MAX_LINE_LENGTH) return line;
    return JSON.stringify({ ...head, cut: line.slice(0, MAX_LINE_LENGTH) });
  } catch (error) {
    // A field that throws when it is read. What is logged never ends the one who logs.
    return JSON.stringify({ ...head, unreadable: clean(error) });
  }
}

function write(level: Level, event: string, fields: LogFields): void {
  if (LEVELS[level] < LEVELS[env.LOG_LEVEL]) return;
  // JSON escapes control characters below 0x20; these are the ones it leaves.
  const line = lineOf(level, event, fields).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  (LEVELS[level] >= LEVELS.warn ? process.stderr : process.stdout).write(`${line}\n`);
}

/** `log.info('run_finished', { runId, status })`: the event is a fixed snake_case word. */
export const log = {
  debug: (event: string, fields: LogFields = {}) => write('debug', event, fields),
  info: (event: string, fields: LogFields = {}) => write('info', event, fields),
  warn: (event: string, fields: LogFields = {}) => write('warn', event, fields),
  error: (event: string, fields: LogFields = {}) => write('error', event, fields),
};
