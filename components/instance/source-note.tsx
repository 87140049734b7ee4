'use client';

import { useTranslations } from 'next-intl';
import type { SettingName } from '@/lib/contract/instance-settings';
import type { SettingsForm } from './use-settings-form';

interface SourceNoteProps {
  form: SettingsForm;
  name: SettingName;
  /** What resetting leads to, in words; empty when that needs none. */
  fallback?: string;
}

/** Where a setting's value comes from, and the way back. */
export function SourceNote({ form, name, fallback = '' }: SourceNoteProps) {
  const t = useTranslations('instance');
  const source = form.sourceOf(name);
  if (source !== 'admin') return <>{t(`sources.${source}`)}</>;
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {t('sources.admin')}
      <span aria-hidden>·</span>
      <button
        type="button"
        onClick={() => form.reset(name)}
        className="hit rounded-sm text-accent underline underline-offset-2"
      >
        {fallback === '' ? t('reset') : t('resetTo', { value: fallback })}{' '}
        <span className="sr-only">{t('resetLabel', { field: t(`fields.${name}`) })}</span>
      </button>
    </span>
  );
}
