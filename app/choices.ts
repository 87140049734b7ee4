import { headers } from 'next/headers';
import { openPalette } from '@/app/palette/actions';
import type { OpenPalette } from '@/components/keys/palette-items';
import { currentSession } from '@/lib/auth/guard';
import { type Preferences, preferencesSchema } from '@/lib/contract/preferences';

/** What `Shortcuts` needs of this request: the person's choices, and the system they use. */
export async function keyboardChoices(): Promise<{
  preferences: Preferences;
  apple: boolean;
  openPalette: OpenPalette;
}> {
  const session = await currentSession();
  const agent = (await headers()).get('user-agent') ?? '';
  return {
    preferences: session?.preferences ?? preferencesSchema.parse({}),
    apple: /Mac|iP(hone|ad|od)/.test(agent),
    openPalette,
  };
}
