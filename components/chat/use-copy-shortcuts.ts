'use client';

import { useTranslations } from 'next-intl';
import { useShortcut } from '@/components/keys/shortcuts-context';
import { notify } from '@/components/ui/toaster';
import { type Message, textOf } from '@/lib/contract/message';
import { copyText } from './copy-text';
import { lastCode } from './last-code';

/** Copies the last answer, or the last code of the conversation, and says so. */
export function useCopyShortcuts(messages: readonly Message[]): void {
  const t = useTranslations('keys.done');
  const copy = async (text: string | undefined, words: 'answer' | 'code') => {
    const nothing = words === 'answer' ? t('noAnswer') : t('noCode');
    if (!text) return notify(nothing);
    const copied = words === 'answer' ? t('answerCopied') : t('codeCopied');
    notify((await copyText(text)) ? copied : t('copyFailed'));
  };
  const answers = () => messages.filter(({ role }) => role === 'assistant');
  const textsFromLast = () =>
    answers()
      .reverse()
      .map(({ parts }) => textOf(parts));
  useShortcut('copyAnswer', () => void copy(textsFromLast()[0], 'answer'));
  useShortcut('copyCode', () => {
    void copy(textsFromLast().map(lastCode).find(Boolean) ?? undefined, 'code');
  });
}
