'use server';

import { revalidatePath } from 'next/cache';
import { adminAction } from '@/app/admin/admin-action';
import { settingsChangeSchema } from '@/lib/contract/instance-settings';
import { changeSettings, describeSettings } from '@/lib/db/instance-settings';
import { log } from '@/lib/log';

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
