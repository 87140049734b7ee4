'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { notify } from '@/components/ui/toaster';
import type { ConversationStart, ConversationView } from '@/lib/client/conversation';
import type { Action } from '@/lib/contract/action';
import type { Exchange } from './exchanges';
import { tried } from './tried';
import type { TurnView } from './turn-context';

/** What can be done with turns on the server; actions, given by the page. */
export interface TurnActions {
  chooseBranch: Action<void>;
  rate: Action<void>;
}

interface Parts {
  start: ConversationStart & { sessionId: string };
  view: ConversationView;
  exchanges: readonly Exchange[];
  actions: TurnActions;
}

/** The conversation as its turns see it. */
export function useTurnView({ start, view, exchanges, actions }: Parts): TurnView {
  const t = useTranslations('turns.branch');
  const router = useRouter();
  const [editing, setEditing] = useState<string | null>(null);
  const { sessionId, place } = start;
  const { marks, asked, edit, regenerate, goOn, refresh } = view;
  const busy = view.phase !== 'idle';
  const target = shownTarget(place?.messageId, exchanges);
  const pending = exchanges.at(-1)?.messages[0]?.id === asked ? asked : null;
  const linked = place !== undefined;
  return useMemo(
    () => ({
      sessionId,
      marks,
      busy,
      pending,
      target,
      editing,
      setEditing(questionId) {
        setEditing(questionId);
        if (questionId === null) focusComposer();
      },
      async edit(question, text) {
        const taken = await edit(question, text);
        // Refused: its box is open again, with the text.
        if (taken) setEditing(null);
        if (taken) focusComposer();
        return taken;
      },
      regenerate,
      goOn,
      async choose(messageId) {
        const { ok } = await tried(actions.chooseBranch(null, { sessionId, messageId }));
        if (!ok) notify(t('failed'));
        // From a link's place to the conversation itself, which shows that branch now.
        if (ok && linked) router.replace(`/c/${sessionId}`, { scroll: false });
        else refresh();
      },
      async rate(messageId, rating) {
        const { ok } = await tried(actions.rate(null, { messageId, rating }));
        refresh();
        return ok;
      },
    }),
    [
      sessionId,
      marks,
      busy,
      pending,
      target,
      editing,
      linked,
      edit,
      regenerate,
      goOn,
      refresh,
      actions,
      router,
      t,
    ],
  );
}

/** The message on screen that a linked one is part of: an answer may have several pieces. */
function shownTarget(messageId: string | undefined, exchanges: readonly Exchange[]): string | null {
  if (messageId === undefined) return null;
  for (const { messages } of exchanges) {
    const found = messages.find(
      ({ id, pieces }) => id === messageId || pieces?.includes(messageId),
    );
    if (found) return found.id;
  }
  return null;
}

/** Where one writes on, unless that would bring a keyboard up over the page. */
function focusComposer(): void {
  if (!matchMedia('(pointer: fine)').matches) return;
  document.querySelector<HTMLElement>('.dock .composer textarea')?.focus({ preventScroll: true });
}
