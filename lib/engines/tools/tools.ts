/**
 * The tools that ship with Gossamer, as a model sees them: what each is for, its
 * arguments, and a run of it that keeps to a time limit and ends with the run.
 */

import type { Tool, ToolSet } from 'ai';
import { z } from 'zod';
import type { ToolName } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import type { ToolData } from '@/lib/engines/engine';
import { log } from '@/lib/log';
import { calculate } from './calculate';
import { convertUnits } from './convert-units';
import { currentTime } from './current-time';
import type { SearchHelp } from './search-help';
import { searchMyChats } from './search-my-chats';

/** What the tools need from around them. */
export interface ToolContext {
  data: ToolData;
  /** The question being answered: a search of past conversations must not find it. */
  question: string;
  /** Unix milliseconds. */
  now: () => number;
  searchHelp: SearchHelp;
  /** How long one call may take. */
  limitMs: number;
}

type Run<Input> = (input: Input, context: ToolContext) => object | Promise<object>;

interface Definition<Schema extends z.ZodType> {
  description: string;
  input: Schema;
  run: Run<z.infer<Schema>>;
}

/** Ties a tool's arguments to its schema, and hides their type from the table. */
function define<Schema extends z.ZodType>(
  name: ToolName,
  { description, input, run }: Definition<Schema>,
): (context: ToolContext) => Tool<z.infer<Schema>, object> {
  return (context) => ({
    description,
    inputSchema: input,
    execute: (args: z.infer<Schema>, { abortSignal }) =>
      withinLimit({ name, limitMs: context.limitMs, signal: abortSignal }, async () =>
        run(args, context),
      ),
  });
}

/** How many results a search gives when the model does not say. */
const HELP_RESULTS = 4;
const CHAT_RESULTS = 8;

const DEFINITIONS = {
  search_help: define('search_help', {
    description:
      'Searches the help pages of Gossamer, the application this conversation takes place in: ' +
      'its use, its settings, its administration and its API. Returns sections in markdown.',
    input: z.object({
      query: z.string().min(1).max(500).describe('What to look for, in a few words.'),
      limit: z.int().min(1).max(8).optional().describe('How many sections at most; else 4.'),
    }),
    run: async ({ query, limit }, { searchHelp }) => ({
      query,
      results: await searchHelp(query, limit ?? HELP_RESULTS),
    }),
  }),
  calculate: define('calculate', {
    description:
      'Calculates an arithmetic expression exactly. Understands + - * / ^ % ! mod, brackets, ' +
      'functions such as sqrt, log, sin, round, mean, and phrases such as "17.5% of 2,340".',
    input: z.object({ expression: z.string().min(1).max(500) }),
    run: ({ expression }) => calculate(expression),
  }),
  current_time: define('current_time', {
    description: 'Tells date, weekday, time and UTC offset in a city, country or IANA time zone.',
    input: z.object({
      place: z.string().min(1).max(80).describe('For example Tokyo, Germany or Europe/Berlin.'),
      days: z
        .int()
        .min(-3660)
        .max(3660)
        .optional()
        .describe('Days from now: 1 is tomorrow, -1 yesterday.'),
    }),
    run: ({ place, days }, { now }) => currentTime(place, now(), days),
  }),
  convert_units: define('convert_units', {
    description:
      'Converts a value between units of length, area, volume, mass, temperature, time, speed, ' +
      'data, energy, power, pressure or angle. Not currencies.',
    input: z.object({
      value: z.number(),
      from: z.string().min(1).max(40).describe('For example miles, °F or kg.'),
      to: z.string().min(1).max(40),
    }),
    run: ({ value, from, to }) => convertUnits(value, from, to),
  }),
  search_my_chats: define('search_my_chats', {
    description:
      'Searches the earlier conversations of the person who asks, and theirs only. Returns the ' +
      'conversations’ titles with the words found, newest first.',
    input: z.object({
      query: z.string().min(1).max(300).describe('One or a few words that must occur.'),
      limit: z.int().min(1).max(20).optional().describe('How many at most; else 8.'),
    }),
    run: ({ query, limit }, context) =>
      searchMyChats({ query, limit: limit ?? CHAT_RESULTS }, context),
  }),
} satisfies Record<ToolName, (context: ToolContext) => Tool>;

/** The named tools, ready for a run. */
export function createTools(names: readonly ToolName[], context: ToolContext): ToolSet {
  return Object.fromEntries(names.map((name) => [name, DEFINITIONS[name](context)]));
}

interface Limit {
  name: ToolName;
  limitMs: number;
  signal: AbortSignal | undefined;
}

/** Runs a tool until it is done, its time is up or the run has ended. */
async function withinLimit<Result>(
  { name, limitMs, signal }: Limit,
  run: () => Promise<Result>,
): Promise<Result> {
  const ended = Promise.withResolvers<never>();
  const tooLong = new Error('This step took too long.');
  const timer = setTimeout(() => ended.reject(tooLong), limitMs);
  const onAbort = () => ended.reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    signal?.throwIfAborted();
    return await Promise.race([run(), ended.promise]);
  } catch (error) {
    throw signal?.aborted || error === tooLong ? error : shownFailure(name, error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** What the model and the person are told: our own sentences only, never an inner message. */
function shownFailure(name: ToolName, error: unknown): Error {
  if (error instanceof AppError && error.code === 'validation') return new Error(error.message);
  log.warn('tool_failed', { tool: name, cause: error });
  return new Error('This step failed.');
}
