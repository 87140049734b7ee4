/** What a command of the operators' command line is, and how its options are read. */

import { parseArgs } from 'node:util';

/** An option. Without `value` it is a switch. */
export interface Option {
  /** What stands for its value in the help, such as `FILE`. */
  value?: string;
  help: string;
  required?: boolean;
}

/** The options as given: texts, and `true` for switches. */
export type Values = Record<string, string | boolean | undefined>;

/** What a command found or did: `data` for programs, `text` for people. */
export interface Outcome {
  data: unknown;
  text: string;
  /** Everything was done, but what was found means failure (`doctor`). */
  failed?: boolean;
}

/** One command, named by one or two words. */
export interface Command {
  name: string;
  help: string;
  options: Record<string, Option>;
  /** Whether the database is opened and migrated first. */
  opensDatabase: boolean;
  run(values: Values): Promise<Outcome>;
}

/** A mistake in how the command line was used, told with the help at hand. Exit code 2. */
export interface UsageError extends Error {
  usage: true;
}

/** Makes a {@link UsageError}. */
export function usageError(message: string): UsageError {
  return Object.assign(new Error(message), { usage: true as const });
}

/** A required or optional text option; '' when it was not given. */
export function text(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}

/** One of the allowed words. Throws a {@link UsageError} naming them. */
export function oneOf<T extends string>(values: Values, name: string, allowed: readonly T[]): T {
  const value = text(values, name);
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  throw usageError(`--${name} must be one of: ${allowed.join(', ')}.`);
}

/** Reads a command's options. Throws a {@link UsageError} for unknown or missing ones. */
export function readOptions(command: Command, args: string[]): Values {
  const values = parse(command, args);
  for (const [name, option] of Object.entries(command.options)) {
    if (option.required && text(values, name) === '') {
      throw usageError(`--${name} ${option.value ?? ''} is missing.`);
    }
  }
  return values;
}

function parse(command: Command, args: string[]): Values {
  const own = Object.entries(command.options).map(([name, option]) => [
    name,
    { type: option.value === undefined ? 'boolean' : 'string' } as const,
  ]);
  try {
    const options = { ...Object.fromEntries(own), json: { type: 'boolean' } as const };
    const { values } = parseArgs({ args, options, allowPositionals: false });
    // None is `multiple`, so none is a list.
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? true : value]),
    );
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error));
  }
}

/** The help of one command, or the list of all. */
export function helpText(commands: Command[], only?: Command): string {
  if (only) return `${synopsis(only)}\n\n${only.help}\n\n${optionLines(only)}`;
  const width = Math.max(...commands.map((command) => command.name.length)) + 2;
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}${command.help}`);
  return [
    'Usage: npm run admin -- COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    'COMMAND --help shows the options of one; --json prints for programs.',
    'The commands work on DATABASE_URL, beside a running server.',
  ].join('\n');
}

function synopsis(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) => {
    const shown = option.value === undefined ? `--${name}` : `--${name} ${option.value}`;
    return option.required ? shown : `[${shown}]`;
  });
  return ['Usage: npm run admin --', command.name, ...options, '[--json]'].join(' ');
}

function optionLines(command: Command): string {
  return Object.entries({ ...command.options, json: { help: 'Print JSON on one line.' } })
    .map(([name, option]) => `  --${name.padEnd(12)}${option.help}`)
    .join('\n');
}
