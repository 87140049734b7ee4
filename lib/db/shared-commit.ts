/**
 * Batches that have nothing to do with each other, in one transaction: each is done
 * whole or not at all, as if it were alone, and what the commit costs is paid once.
 * None of it can be read before all of it is committed.
 */

import type { ResultSet } from '@libsql/client';
import { sqlClient } from './client';
import type { Batch, BatchOutcome } from './node-sqlite';

/** Writes one batch, whose first statement is a write. Rejects when nothing of it was done. */
export type WriteBatch = (batch: Batch) => Promise<ResultSet[]>;

/** A batch by itself, at once. */
export const writeAlone: WriteBatch = (batch) => sqlClient().batch(batch, 'write');

/** The batches in their order, in one commit where the database can. Never rejects. */
export async function writeTogether(batches: readonly Batch[]): Promise<BatchOutcome[]> {
  const client = sqlClient();
  if (client.together && batches.length > 1) return client.together(batches);
  return Promise.allSettled(batches.map(writeAlone));
}
