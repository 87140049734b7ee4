/** What a person chose in the settings. Stored is what they chose; the rest has its default. */

import { eq, sql } from 'drizzle-orm';
import { type Preferences, preferencesSchema } from '@/lib/contract/preferences';
import { db } from './client';
import { users } from './schema/people';

/** All choices, from those that are stored. One that no longer means anything has its default. */
export function completed(stored: Partial<Preferences>): Preferences {
  const defaults = preferencesSchema.parse({});
  const { textSize, sendKey, shortcuts } = preferencesSchema.shape;
  return {
    textSize: textSize.catch(defaults.textSize).parse(stored.textSize),
    sendKey: sendKey.catch(defaults.sendKey).parse(stored.sendKey),
    shortcuts: shortcuts.catch(defaults.shortcuts).parse(stored.shortcuts),
  };
}

/** Stores some choices beside the others, in one statement, so that two at once both count. */
export async function setPreferences(userId: string, change: Partial<Preferences>): Promise<void> {
  // json_patch would merge into `shortcuts`, where what is missing was reset: it is set whole.
  let value = sql`${users.preferences}`;
  for (const [name, chosen] of Object.entries(change)) {
    value = sql`json_set(${value}, ${`$.${name}`}, json(${JSON.stringify(chosen)}))`;
  }
  await db().update(users).set({ preferences: value }).where(eq(users.id, userId));
}
