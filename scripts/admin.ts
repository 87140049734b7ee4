/**
 * The operators' command line: `npm run admin -- COMMAND`. It works on the file or
 * database of DATABASE_URL, also beside a running server. Exit codes: 0 done, 1 failed,
 * 2 wrong command line. With `--json`, standard output is one line of JSON.
 */

import './env-files';
import { AppError } from '@/lib/contract/errors';
import type { Outcome } from './admin/command';
import { brokenEnvironment } from './admin/findings';

const args = process.argv.slice(2);
const json = args.includes('--json');
// Standard output carries the answer alone; the log's `info` would mix into it.
process.env.LOG_LEVEL = 'error';

function print({ data, text, failed }: Outcome): void {
  process.stdout.write(`${json && data !== null ? JSON.stringify(data) : text}\n`);
  process.exitCode = failed ? 1 : 0;
}

/** The message and what lies behind it, as far as it adds something. */
function sentences(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AppError && error.detail.issues) {
    return error.detail.issues.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('\n');
  }
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return cause === '' || error.message.includes(cause)
    ? error.message
    : `${error.message} (${cause})`;
}

function fail(error: unknown): void {
  const message = sentences(error);
  const usage = error instanceof Error && 'usage' in error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const line = json ? JSON.stringify({ error: { message, code } }) : `Error: ${message}`;
  process.stderr.write(`${line}\n`);
  if (usage && !json) process.stderr.write('See: npm run admin -- --help\n');
  process.exitCode = usage ? 2 : 1;
}

try {
  // Loaded late: a wrong environment is a sentence here, not a stack.
  const { run } = await import('./admin/run');
  print(await run(args));
} catch (error) {
  const message = sentences(error);
  if (args[0] === 'doctor' && message.startsWith('The environment'))
    print(brokenEnvironment(message));
  else fail(error);
}
