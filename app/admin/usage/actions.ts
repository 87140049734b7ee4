'use server';

import { z } from 'zod';
import { adminAction } from '@/app/admin/admin-action';
import { isId } from '@/lib/contract/ids';
import { writeAudit } from '@/lib/db/audit';
import { findRunning } from '@/lib/db/live-runs';
import { stopRun } from '@/lib/runs/stop';

const chosen = z.object({ runId: z.string().refine(isId) });

/** Stops an answer of anybody. False when it had ended by itself. */
export const stopAnswer = adminAction(chosen, async ({ runId }, by): Promise<boolean> => {
  const run = await findRunning(runId);
  if (!run) return false;
  const { personId, person, agent } = run;
  const after = { run: runId, agent };
  await writeAudit({ ...by, action: 'run.stop', subjectId: personId, subject: person, after });
  const ended = await stopRun(personId, { runId });
  return ended?.status === 'stopped' || ended?.status === 'running'; // Running: elsewhere, told to.
});
