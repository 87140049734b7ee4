/**
 * The production server as something to do harm to: killed, stopped, frozen, started
 * again on the same database and port, or started beside another one.
 */

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, startApp } from '@/e2e/app';

type Variables = Record<string, string>;

/** How a process ended: its exit code (null when a signal ended it) and how long that took. */
export interface Exit {
  code: number | null;
  ms: number;
}

/** A server that may be down. */
export interface FaultServer {
  /** `http://localhost:PORT`; the same through restarts. */
  readonly url: string;
  readonly folder: string;
  /** The path of its database. */
  readonly database: string;
  /** Of the process that runs now. */
  readonly pid: number;
  /** Everything that all its processes have printed. */
  output(): string;
  /** The command line, beside it. */
  admin(...args: string[]): Promise<unknown>;
  /** `kill -9`. Resolves when the process is gone. */
  crash(): Promise<void>;
  /** Sends a signal without waiting for anything. */
  signal(name: NodeJS.Signals): void;
  /** SIGTERM. Resolves when the process has ended by itself. */
  terminate(): Promise<Exit>;
  /** Starts it again on the same database and port; resolves when it answers. */
  restart(env?: Variables): Promise<void>;
  /** Ends it and, unless it was given one, deletes its folder. */
  dispose(): Promise<void>;
}

/** Options of {@link startServer}. With a folder it shares that database. */
export interface ServerOptions {
  env?: Variables;
  folder?: string;
}

/** Starts the built server of this copy; resolves when `/api/health` answers. */
export async function startServer({ env = {}, folder: given }: ServerOptions = {}) {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'gossamer-faults-')));
  let variables = env;
  let app: App = await startApp({ env, folder });
  let before = '';
  const { url } = app;

  const ended = async () => {
    const { exitCode, signalCode } = app.process;
    if (exitCode === null && signalCode === null) await once(app.process, 'exit');
  };
  const server: FaultServer = {
    url,
    folder,
    database: join(folder, 'gossamer.db'),
    get pid() {
      const { pid } = app.process;
      if (pid === undefined) throw new Error('The server has no process.');
      return pid;
    },
    output: () => before + app.output(),
    admin: (...args) => app.admin(...args),
    async crash() {
      app.process.kill('SIGKILL');
      await ended();
    },
    signal: (name) => void app.process.kill(name),
    async terminate() {
      const startedAt = performance.now();
      app.process.kill('SIGTERM');
      await ended();
      return { code: app.process.exitCode, ms: performance.now() - startedAt };
    },
    async restart(more) {
      await server.crash();
      before += app.output();
      variables = more ?? variables;
      app = await startApp({ env: variables, folder, port: Number(new URL(url).port) });
    },
    async dispose() {
      await server.crash();
      if (given === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
  return server;
}
