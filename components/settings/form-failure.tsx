'use client';

import { useTranslations } from 'next-intl';
import type { FormFailure } from '@/components/auth/use-form-action';
import { Notice } from '@/components/ui/notice';

/** Why a form was not saved, above its fields; announced when it appears. */
export function FormFailureNotice({ failure }: { failure: FormFailure | null }) {
  const t = useTranslations('settings');
  const errors = useTranslations('errors');
  if (!failure) return null;
  if (failure.code === 'network') return <Notice tone="error">{t('network')}</Notice>;
  if (failure.code === 'validation') return <Notice tone="error">{t('check')}</Notice>;
  if (failure.retryAt !== undefined) {
    const minutes = Math.max(1, Math.ceil((failure.retryAt - Date.now()) / 60_000));
    return <Notice tone="error">{t('tooMany', { minutes })}</Notice>;
  }
  return <Notice tone="error">{errors(failure.code)}</Notice>;
}
