/**
 * Pairing tool results with tool calls. The platform's tool events carry no id:
 * results then belong to the oldest open call of the same name. Where ids are
 * sent, they win. Ids that are missing are made here, so that everything behind
 * the engine can rely on them.
 */

import type { Json, ToolCallEvent, ToolResultEvent } from '@/lib/contract/events';

const MAX_NAME_LENGTH = 200;
const MAX_ID_LENGTH = 200;
/** Deeper values cannot be shown, and nesting without bound overflows the stack of who writes them. */
const MAX_DEPTH = 64;

/** Reads tool events in stream order. Null: not usable, or nothing new. */
export interface ToolPairing {
  call(event: Record<string, unknown>): ToolCallEvent | 'repeated' | null;
  result(event: Record<string, unknown>): ToolResultEvent | 'repeated' | null;
}

interface Call {
  id: string;
  name: string;
  /** The id is ours: a result with an id of its own may still belong to it. */
  made: boolean;
  open: boolean;
}

/** Makes the pairing of one run. */
export function createToolPairing(): ToolPairing {
  const calls = new Map<string, Call>();
  const openByName = new Map<string, Call[]>();
  let made = 0;

  const makeId = () => {
    do made++;
    while (calls.has(`call_${made}`));
    return `call_${made}`;
  };
  const close = (call: Call) => {
    call.open = false;
    const open = openByName.get(call.name)?.filter((other) => other !== call) ?? [];
    if (open.length > 0) openByName.set(call.name, open);
    else openByName.delete(call.name);
  };
  /** The call a result belongs to: by id, else the oldest open one of that name. */
  const findCall = (id: string | null, name: string | null) => {
    const byId = id === null ? undefined : calls.get(id);
    if (byId) return byId;
    return openByName.get(name ?? '')?.find((call) => id === null || call.made);
  };

  return {
    call(event) {
      const name = nameOf(event);
      const args = jsonOf(event.args ?? event.arguments);
      if (name === null || args === undefined) return null;
      const given = idOf(event);
      if (given !== null && calls.has(given)) return 'repeated';
      const call = { id: given ?? makeId(), name, made: given === null, open: true };
      calls.set(call.id, call);
      openByName.set(name, [...(openByName.get(name) ?? []), call]);
      return { type: 'tool_call', id: call.id, name, args };
    },
    result(event) {
      const given = idOf(event);
      const call = findCall(given, nameOf(event));
      const name = call?.name ?? nameOf(event);
      const result = jsonOf(event.result ?? event.error);
      if (name === null || result === undefined) return null;
      if (call && !call.open) return 'repeated';
      const id = call?.id ?? given ?? makeId();
      // An orphan is remembered too, so that its repetition is known as one.
      if (call) close(call);
      else calls.set(id, { id, name, made: false, open: false });
      const failed = event.failed === true || event.is_error === true || saysError(result);
      return { type: 'tool_result', id, name, result, ...(failed ? { failed } : {}) };
    },
  };
}

/** The platform has no mark for a failed tool: a result that is an object with an `error` says so. */
function saysError(result: Json): boolean {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return false;
  const { error } = result;
  return (
    (typeof error === 'string' && error !== '') || (typeof error === 'object' && error !== null)
  );
}

function nameOf(event: Record<string, unknown>): string | null {
  return typeof event.name === 'string' && event.name !== ''
    ? event.name.slice(0, MAX_NAME_LENGTH)
    : null;
}

function idOf(event: Record<string, unknown>): string | null {
  const id = event.id ?? event.tool_call_id;
  if (typeof id === 'number') return String(id);
  return typeof id === 'string' && id !== '' ? id.slice(0, MAX_ID_LENGTH) : null;
}

/** A parsed value as it came; absent is null, too deep is undefined. */
function jsonOf(value: unknown): Json | undefined {
  if (value === undefined) return null;
  return isJson(value, MAX_DEPTH) ? value : undefined;
}

function isJson(value: unknown, depth: number): value is Json {
  if (typeof value !== 'object') return value !== undefined;
  if (value === null) return true;
  return depth > 0 && Object.values(value).every((item) => isJson(item, depth - 1));
}
