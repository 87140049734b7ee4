'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { requireAdminHere } from '@/app/admin/guard';
import { clientAddress } from '@/lib/auth/address';
import { settingsChangeSchema } from '@/lib/contract/instance-settings';
import { changeSettings, describeSettings } from '@/lib/db/instance-settings';
import { action } from '@/lib/http/action';
import { log } from '@/lib/log';

/** Stores what changed of the settings and answers what holds now. */
export const saveSettings = action(
  settingsChangeSchema,
  requireAdminHere,
  async (change, admin) => {
    const { id, email } = admin;
    const origin = clientAddress(await headers());
    await changeSettings(change, { actor: { id, email }, origin });
    log.info('settings_changed', {
      adminId: id,
      names: [...Object.keys(change.set), ...change.reset],
    });
    revalidatePath('/', 'layout');
    return await describeSettings();
  },
);
