'use client';

import { useTranslations } from 'next-intl';
import { useShortcut } from '@/components/keys/shortcuts-context';
import { notify } from '@/components/ui/toaster';
import type { ConversationView } from '@/lib/client/conversation';
import { textOf } from '@/lib/contract/message';
import { copyText } from './copy-text';
import { lastCode } from './last-code';

/** Copies the last answer, also one on its way, or the last code of the conversation, and says so. */
export function useCopyShortcuts({
  messages,
  answer,
}: Pick<ConversationView, 'messages' | 'answer'>): void {
  const t = useTranslations('keys.done');
  const copy = async (text: string | undefined, words: 'answer' | 'code') => {
    const nothing = words === 'answer' ? t('noAnswer') : t('noCode');
    if (!text) return notify(nothing);
    const copied = words === 'answer' ? t('answerCopied') : t('codeCopied');
    notify((await copyText(text)) ? copied : t('copyFailed'));
  };
  const textsFromLast = () => {
    const stored = messages.filter(({ role }) => role === 'assistant').reverse();
    return [...(answer ? [answer] : []), ...stored].map(({ parts }) => textOf(parts));
  };
  const copyAnswer = () => void copy(textsFromLast().find(Boolean), 'answer');
  const copyCode = () =>
    void copy(textsFromLast().map(lastCode).find(Boolean) ?? undefined, 'code');
  const begun = messages.length > 0 || answer !== null;
  useShortcut('copyAnswer', begun ? copyAnswer : null);
  useShortcut('copyCode', begun ? copyCode : null);
}
