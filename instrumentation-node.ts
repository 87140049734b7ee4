/**
 * Booting: the database brought up to date, runs of dead processes ended, the first
 * admin let in. Any failure ends the process with one sentence: a server that
 * answers every request with an error is worse than none.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { recordPeerAddresses } from '@/lib/auth/address';
import { prepareSecret } from '@/lib/auth/secret';
import { ensureFirstAdmin, ensureSetupCode } from '@/lib/auth/setup';
import { AppError } from '@/lib/contract/errors';
import { sqlClient } from '@/lib/db/client';
import { seedGuide } from '@/lib/db/guide-agent';
import { migrate } from '@/lib/db/migrate';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { drainRuns, recoverRuns, startKeeper } from '@/lib/runs/recover';
import { thisInstance } from '@/lib/upkeep/instance';
import { startUpkeep } from '@/lib/upkeep/upkeep';

/** Prepares this process. Resolves when requests may come; throws why they may not. */
export async function boot(): Promise<void> {
  keepServingUnread();
  recordPeerAddresses();
  try {
    if (env.DATABASE_URL.startsWith('file:')) await migrate(sqlClient());
    if (!prepareSecret()) log.warn('secret_not_kept');
    await prepare();
  } catch (error) {
    log.error('boot_failed', { error });
    throw error;
  }
  const stops = [startKeeper(), startUpkeep(thisInstance())];
  const stopKeeper = () => {
    for (const stop of stops) stop();
  };
  if (env.NODE_ENV === 'production') leaveWhenTold(stopKeeper);
}

/** When nobody reads the log any more, every line of it would be an error that is logged again. */
function keepServingUnread(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** What a first start writes. A database that can only be read still serves its readers. */
async function prepare(): Promise<void> {
  try {
    await seedGuide();
    await ensureFirstAdmin();
    await recoverRuns();
    const code = await ensureSetupCode();
    if (code) announceSetup(code);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'storage_read_only') throw error;
    log.warn('database_read_only', { error: error.detail.cause });
  }
}

/** On the terminal and not in the log: the link lets its reader in. */
function announceSetup(code: string): void {
  const origin = env.APP_URL ?? `http://localhost:${env.PORT}`;
  process.stdout.write(
    `\n  Welcome. Open this link once to create the first admin:\n\n    ${origin}/setup?code=${code}\n\n`,
  );
}

/** Of the grace time, what is kept for storing the answers that did not finish: at most this. */
const STORE_MS = 2_000;
/** For the last events to reach their readers. */
const LAST_WORDS_MS = 200;

/**
 * Takes the two signals over from Next, which would close the port at once (nobody
 * could stop or rejoin an answer), wait for every open stream however long, and end
 * with 143. Signals may come twice: from the terminal and from npm.
 */
function leaveWhenTold(stopKeeper: () => void): void {
  let leaving = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (!leaving) void leave(signal, stopKeeper);
      leaving = true;
    });
  }
}

/** No new runs; those that run get the grace time, then end with what they have. Ends the process. */
async function leave(signal: string, stopKeeper: () => void): Promise<void> {
  const graceMs = env.SHUTDOWN_GRACE_MS;
  log.info('draining', { signal, graceMs });
  // Reached only while the store refuses: the next start ends those runs from their logs.
  setTimeout(() => process.exit(1), graceMs);
  const statuses = await drainRuns(graceMs - Math.min(STORE_MS, graceMs / 4));
  stopKeeper();
  log.info('drained', { runs: statuses.length });
  await sleep(LAST_WORDS_MS);
  process.exit(0);
}
