'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { adminAction } from '@/app/admin/admin-action';
import { requireAdminHere } from '@/app/admin/guard';
import { AppError } from '@/lib/contract/errors';
import { clearAlerts } from '@/lib/db/alerts';
import { type By, writeAudit } from '@/lib/db/audit';
import { canBackUp, deleteBackup, makeBackup, rehearseRestore } from '@/lib/db/backups';
import { checkDatabase } from '@/lib/db/health';
import { databaseTime } from '@/lib/db/upkeep';
import { checkEngine } from '@/lib/engines/select';
import { action } from '@/lib/http/action';
import { diskSpace } from '@/lib/upkeep/disk';
import { enginesToCheck } from './keys';

/** Whether a key is accepted: one call to its provider that costs nothing. If it is, the notice goes. */
export const checkKey = action(
  z.object({ provider: z.enum(['thinnest', 'openai', 'anthropic', 'google']) }),
  requireAdminHere,
  async ({ provider }) => {
    const engine = (await enginesToCheck()).get(provider);
    if (!engine) throw new AppError('not_found');
    const found = await checkEngine(engine);
    if (found.state === 'reachable') {
      await clearAlerts([`upstream_auth:${provider}`], Date.now());
      revalidatePath('/admin', 'layout');
    }
    return found;
  },
);

/** Makes a backup, restores it beside the database, reads it through, and removes both. */
export const checkRestore = action(
  z.object({ copies: z.literal(2) }),
  requireAdminHere,
  async ({ copies }) => {
    if (!canBackUp()) return null;
    await requireRoom(copies);
    const startedAt = performance.now();
    const facts = await rehearseRestore();
    return { ...facts, tookMs: Math.round(performance.now() - startedAt) };
  },
);

/** What the clocks of server and database say, Unix milliseconds. */
export const checkClock = action(z.object({ browser: z.number() }), requireAdminHere, async () => {
  const database = await databaseTime();
  return { server: Date.now(), database };
});

/** Makes a backup that stays until somebody deletes it. */
export const backUpNow = adminAction(
  z.object({ kind: z.literal('manual') }),
  async ({ kind }, by) => {
    if (!canBackUp()) throw new AppError('not_configured');
    await requireRoom(1);
    const made = await makeBackup(kind, Date.now());
    await note(by, 'backup.create', made.name);
    return made;
  },
);

/** Deletes a backup for good. */
export const removeBackup = adminAction(
  z.object({ name: z.string().min(1).max(100) }),
  async ({ name }, by) => {
    deleteBackup(name);
    await note(by, 'backup.delete', name);
    return null;
  },
);

/** Refuses where so many copies would not leave the database its own room. */
async function requireRoom(copies: number): Promise<void> {
  const [{ fileBytes, walBytes }, space] = await Promise.all([checkDatabase(), diskSpace()]);
  const size = (fileBytes ?? 0) + (walBytes ?? 0);
  if (space && space.free < size * (copies + 1)) throw new AppError('storage_full');
}

async function note(by: By, what: string, name: string): Promise<void> {
  await writeAudit({ ...by, action: what, subjectId: name, subject: name });
  revalidatePath('/admin/system');
}
