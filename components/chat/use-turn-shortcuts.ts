'use client';

import { useShortcut } from '@/components/keys/shortcuts-context';
import type { Exchange } from './exchanges';
import { focusLastQueued } from './queue-focus';
import type { TurnView } from './turn-context';

/** What keys do with the last turn: answer it again, edit it; or go to the messages that wait. */
export function useTurnShortcuts(
  turns: TurnView,
  last: Exchange | undefined,
  queued: number,
): void {
  const question = last?.messages.find(({ role }) => role === 'user');
  const free = question && !turns.busy && turns.pending !== question.id ? question : null;
  const answered = last?.messages.some(({ role }) => role === 'assistant') ?? false;
  useShortcut('regenerate', free && answered ? () => void turns.regenerate(free) : null);
  const edit = free ? () => turns.setEditing(free.id) : null;
  useShortcut('editLast', queued > 0 ? focusLastQueued : edit);
}
