'use server';

import { revalidatePath } from 'next/cache';
import { adminAction } from '@/app/admin/admin-action';
import { requireAdminHere } from '@/app/admin/guard';
import { retentionTermsSchema, settingsChangeSchema } from '@/lib/contract/instance-settings';
import { changeSettings, describeSettings } from '@/lib/db/instance-settings';
import { foretellRetention } from '@/lib/db/sweeps';
import { action } from '@/lib/http/action';
import { log } from '@/lib/log';

/** What shorter terms would do at once, before they are saved. */
export const tellRetention = action(retentionTermsSchema, requireAdminHere, (terms) =>
  foretellRetention(Date.now(), terms),
);

/** Stores what changed of the settings and answers what holds now. */
export const saveSettings = adminAction(settingsChangeSchema, async (change, by) => {
  await changeSettings(change, by);
  log.info('settings_changed', {
    adminId: by.actor.id,
    names: [...Object.keys(change.set), ...change.reset],
  });
  revalidatePath('/', 'layout');
  return await describeSettings();
});
