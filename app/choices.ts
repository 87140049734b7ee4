import { headers } from 'next/headers';
import { currentSession } from '@/lib/auth/guard';
import { type Preferences, preferencesSchema } from '@/lib/contract/preferences';

/** What the keys of this request's person depend on: their choices, and the system they use. */
export async function keyboardChoices(): Promise<{ preferences: Preferences; apple: boolean }> {
  const session = await currentSession();
  const agent = (await headers()).get('user-agent') ?? '';
  return {
    preferences: session?.preferences ?? preferencesSchema.parse({}),
    apple: /Mac|iP(hone|ad|od)/.test(agent),
  };
}
