/**
 * A remote database (`libsql:`, `https:`) over HTTP. The driver is loaded at the
 * first statement, so a process on a file never pays for it. An unreachable server
 * is `storage_busy`: nothing was saved, and trying again is what helps.
 */

import type { Client, InArgs, InStatement, TransactionMode } from '@libsql/client';
import { AppError } from '@/lib/contract/errors';
import { toStorageError } from './storage-error';

const RETRY_SECONDS = 5;
/** No batch of ours takes seconds; a server that is silent for longer is not there. */
const ANSWER_TIMEOUT_MS = 20_000;

/** Makes a client of the URL; the first statement connects. */
export function openRemote(
  url: string,
  options: { authToken?: string | undefined; timeoutMs?: number } = {},
): Client {
  const { authToken, timeoutMs = ANSWER_TIMEOUT_MS } = options;
  let loading: Promise<Client> | null = null;
  let closed = false;

  function load(): Promise<Client> {
    if (closed) return Promise.reject(new Error('The database is closed.'));
    loading ??= import('@libsql/client/http').then((driver) =>
      driver.createClient({
        url,
        ...(authToken ? { authToken } : {}),
        fetch: (request: Request) =>
          fetch(request, {
            cache: 'no-store',
            redirect: 'error',
            signal: AbortSignal.timeout(timeoutMs),
          }),
      }),
    );
    return loading;
  }

  async function ask<T>(question: (client: Client) => Promise<T>): Promise<T> {
    const client = await load();
    try {
      return await question(client);
    } catch (error) {
      throw toRemoteError(error);
    }
  }

  return {
    execute: (statement: InStatement, args?: InArgs) =>
      ask((client) =>
        typeof statement === 'string' ? client.execute(statement, args) : client.execute(statement),
      ),
    // Drizzle names no mode; a batch that may write must take the lock at its start.
    batch: (statements, mode: TransactionMode = 'write') =>
      ask((client) => client.batch(statements, mode)),
    migrate: (statements) => ask((client) => client.migrate(statements)),
    executeMultiple: (sql) => ask((client) => client.executeMultiple(sql)),
    async transaction() {
      throw new Error('Interactive transactions are not supported: write one batch.');
    },
    sync: () => ask((client) => client.sync()),
    close() {
      closed = true;
      void loading?.then((client) => client.close());
    },
    reconnect() {
      closed = false;
      loading = null;
    },
    get closed() {
      return closed;
    },
    protocol: 'http',
  };
}

/** What did not reach the database, or got no answer from it, was not saved. */
function toRemoteError(error: unknown): unknown {
  return isNetworkFailure(error)
    ? new AppError('storage_busy', { retryAfterSeconds: RETRY_SECONDS, cause: error })
    : toStorageError(error);
}

function isNetworkFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = 'status' in error ? error.status : undefined;
  if (typeof status === 'number') return status >= 500 || status === 429;
  const silent = error.name === 'TimeoutError' || error.message === 'fetch failed';
  return silent || isNetworkFailure(error.cause);
}
