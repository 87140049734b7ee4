import { isId } from '@/lib/contract/ids';
import { readSettings } from '@/lib/db/instance-settings';
import { readShare, type Share } from '@/lib/db/shares';

/** The share at an address, unless admins switched sharing off. */
export async function readOpenShare(code: string): Promise<Share | null> {
  if (!isId(code)) return null;
  const [settings, share] = await Promise.all([readSettings(), readShare(code)]);
  return settings.shareLinks ? share : null;
}
