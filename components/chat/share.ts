import type { Action } from '@/lib/contract/action';

/** A link to a snapshot. Times are Unix milliseconds; `expiresAt` null: until it is ended. */
export interface ShareItem {
  code: string;
  sessionId: string;
  title: string;
  withTrace: boolean;
  createdAt: number;
  expiresAt: number | null;
}

/** What the interface can do about links; server actions, given by pages. */
export interface ShareActions {
  create: Action<ShareItem>;
  list: Action<{ allowed: boolean; shares: ShareItem[] }>;
  revoke: Action<void>;
}

/** For how many days a link can be made to work; null: until it is ended. */
export const SHARE_DAYS = [null, 1, 7, 30] as const;
export type ShareDays = (typeof SHARE_DAYS)[number];

/** The whole address of a share, as one copies it. */
export function shareAddress(code: string): string {
  return new URL(`/s/${code}`, window.location.origin).href;
}
