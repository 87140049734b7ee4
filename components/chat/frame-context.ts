'use client';

import { createContext, useContext } from 'react';
import type { Tag } from '@/lib/contract/tag';
import type { ConversationActions, ConversationItem } from './conversation-item';
import type { ListState } from './conversation-list-state';

/** What the frame around the conversation shares with what stands inside it. */
export interface FrameView {
  /** Whose conversations these are. */
  personId: string;
  list: ListState;
  /** The person's tags, by name. */
  tags: Tag[];
  setTags(tags: Tag[]): void;
  actions: ConversationActions;
  timeZone: string;
  /** Unix milliseconds when the server drew the frame: the first drawing here must agree with it. */
  now: number;
  sidebarOpen: boolean;
  toggleSidebar(): void;
  openDrawer(): void;
  closeDrawer(): void;
  patch(id: string, change: Partial<ConversationItem>): void;
  forget(id: string): void;
  /** Brings a line back that was forgotten too early, or undone. */
  restore(item: ConversationItem): void;
  /** Reads the beginning of the list again, after much has changed at once. */
  reload(): Promise<void>;
  /** Reads the next older page. False when that failed. */
  loadOlder(): Promise<boolean>;
}

/** Filled by `Frame`. */
export const FrameContext = createContext<FrameView | null>(null);

/** The frame. Only inside of `Frame`. */
export function useFrame(): FrameView {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error('useFrame() stands outside of <Frame>.');
  return frame;
}
