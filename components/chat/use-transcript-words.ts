'use client';

import { useTranslations } from 'next-intl';
import type { TranscriptWords } from '@/lib/contract/transcript';

/** The words of a transcript, in the reader's language. */
export function useTranscriptWords(): TranscriptWords {
  const t = useTranslations('keeping.transcript');
  return {
    arguments: t('arguments'),
    result: t('result'),
    running: t('running'),
    done: t('done'),
    unfinished: t('unfinished'),
    failed: t('failed'),
    stopped: t('stopped'),
    interrupted: t('interrupted'),
    unanswered: t('unanswered'),
  };
}
