'use client';

import { useTranslations } from 'next-intl';
import { useShortcut } from '@/components/keys/shortcuts-context';
import { notify } from '@/components/ui/toaster';
import { type Message, textOf } from '@/lib/contract/message';
import { copyText } from './copy-text';
import { lastCode } from './last-code';

/** Copies the last answer, or the last code of the conversation, and says so; once there is an answer. */
export function useCopyShortcuts(messages: readonly Message[]): void {
  const t = useTranslations('keys.done');
  const copy = async (text: string | undefined, words: 'answer' | 'code') => {
    const nothing = words === 'answer' ? t('noAnswer') : t('noCode');
    if (!text) return notify(nothing);
    const copied = words === 'answer' ? t('answerCopied') : t('codeCopied');
    notify((await copyText(text)) ? copied : t('copyFailed'));
  };
  const answered = messages.some(({ role }) => role === 'assistant');
  const textsFromLast = () =>
    messages
      .filter(({ role }) => role === 'assistant')
      .reverse()
      .map(({ parts }) => textOf(parts));
  const copyAnswer = () => void copy(textsFromLast()[0], 'answer');
  const copyCode = () =>
    void copy(textsFromLast().map(lastCode).find(Boolean) ?? undefined, 'code');
  useShortcut('copyAnswer', answered ? copyAnswer : null);
  useShortcut('copyCode', answered ? copyCode : null);
}
