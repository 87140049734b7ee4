/** Programs of the measurements as processes of their own, so that nobody's work is counted as another's. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PROGRAMS = join(import.meta.dirname, '..', 'programs');

/** A running program. */
export interface Program {
  process: ChildProcess;
  pid: number;
  stop(): Promise<void>;
}

/** Starts a file of `bench/programs`. */
export function startProgram(name: string, env: Record<string, string> = {}): Program {
  const child = fork(join(PROGRAMS, name), [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  if (child.pid === undefined) throw new Error(`${name} did not start.`);
  return {
    process: child,
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Starts a program that listens, and resolves with its address. */
export async function startListening(
  name: string,
  env: Record<string, string> = {},
): Promise<Program & { url: string }> {
  const program = startProgram(name, env);
  const [message] = await once(program.process, 'message');
  return { ...program, url: `http://127.0.0.1:${message.port}` };
}
