'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { ErrorCode } from '@/lib/contract/errors';
import type { FormFailure } from './use-form-action';
import { useSecondsUntil } from './use-seconds-until';

interface FormNoticeProps {
  failure: FormFailure | null;
  /** What a code means in this form; the others have their general sentence. */
  sentences?: Partial<Record<ErrorCode, string>>;
}

/** Why the form was not accepted, above its fields; announced when it appears. */
export function FormNotice({ failure, sentences = {} }: FormNoticeProps) {
  const t = useTranslations('auth');
  const errors = useTranslations('errors');
  const seconds = useSecondsUntil(failure?.retryAt);
  if (!failure) return null;
  if (failure.code === 'network') return <Notice tone="error">{t('network')}</Notice>;
  if (failure.code === 'validation') return <Notice tone="error">{t('check')}</Notice>;
  if (failure.code === 'rate_limited' && failure.retryAt !== undefined) {
    return (
      <Notice tone="warning">
        <span role="status">
          {seconds > 0 ? t('tooMany', { time: clock(seconds) }) : t('tooManyOver')}
        </span>
      </Notice>
    );
  }
  return (
    <Notice tone="error">
      {sentences[failure.code] ?? errors(errors.has(failure.code) ? failure.code : 'internal')}
    </Notice>
  );
}

/** 427 → `7:07`. */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
