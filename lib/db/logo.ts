/** The instance's logo as an image of its own, so that no page carries it in its text. */

import { createHash } from 'node:crypto';
import { LOGO_TYPES } from '@/lib/contract/instance-settings';
import { readSettings } from './instance-settings';

/** An image and its kind. */
export interface Logo {
  type: (typeof LOGO_TYPES)[number];
  bytes: Uint8Array<ArrayBuffer>;
}

/** The logo that admins set; null where there is none. */
export async function readLogo(): Promise<Logo | null> {
  const { logo } = await readSettings();
  const [head = '', data = ''] = logo.split(',', 2);
  const type = LOGO_TYPES.find((known) => head === `data:${known};base64`);
  return type ? { type, bytes: Uint8Array.from(Buffer.from(data, 'base64')) } : null;
}

/** Where a logo is served: another address for another image. Empty for none. */
export function logoAddress(logo: string): string {
  if (logo === '') return '';
  return `/api/logo?v=${createHash('sha256').update(logo).digest('hex').slice(0, 16)}`;
}
