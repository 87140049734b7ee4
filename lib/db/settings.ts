/** What the instance remembers about itself: texts by key. */

import { eq } from 'drizzle-orm';
import { db } from './client';
import { settings } from './schema/people';

/** Every key in use. */
export type SettingKey = 'setup_code' | 'instance';

/** A setting's text; null when it was never set. */
export async function getSetting(key: SettingKey): Promise<string | null> {
  const [row] = await db()
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, key));
  return row?.value ?? null;
}

/** Sets a setting, replacing what it was. */
export async function setSetting(key: SettingKey, value: string, now = Date.now()): Promise<void> {
  await db()
    .insert(settings)
    .values({ key, value, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: now } });
}

/** Forgets a setting. */
export async function deleteSetting(key: SettingKey): Promise<void> {
  await db().delete(settings).where(eq(settings.key, key));
}
