'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Field, type FieldControl } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';
import type { SettingName } from '@/lib/contract/instance-settings';
import type { NumberName } from './settings-draft';
import { SourceNote } from './source-note';
import type { SettingsForm } from './use-settings-form';

interface SettingFieldProps {
  form: SettingsForm;
  name: SettingName;
  help?: ReactNode;
  /** What resetting leads to, in words. */
  fallback?: string;
  children: (control: FieldControl) => ReactNode;
}

/** A setting: its label, where its value comes from, its control, its error. */
export function SettingField({ form, name, help, fallback, children }: SettingFieldProps) {
  const t = useTranslations('instance');
  return (
    <Field
      id={`setting-${name}`}
      label={t(`fields.${name}`)}
      note={<SourceNote form={form} name={name} fallback={fallback ?? ''} />}
      help={help}
      error={form.isWrong(name) ? t(`wrong.${name}`) : undefined}
    >
      {children}
    </Field>
  );
}

interface NumberFieldProps {
  form: SettingsForm;
  name: NumberName;
  unit: 'minutes' | 'days' | 'hours' | 'copies';
}

/** A whole number with its unit beside it. */
export function NumberField({ form, name, unit }: NumberFieldProps) {
  const t = useTranslations('instance');
  const fallback = form.fallback[name];
  return (
    <SettingField
      form={form}
      name={name}
      help={t(`help.${name}`)}
      fallback={fallback === '' ? t('never') : fallback}
    >
      {(control) => (
        <span className="flex items-center gap-2.5">
          <Input
            {...control}
            value={form.draft[name]}
            onChange={(event) => form.change({ [name]: event.target.value })}
            inputMode="numeric"
            maxLength={4}
            autoComplete="off"
            className="w-24"
          />
          <span className="text-base text-muted">{t(`units.${unit}`)}</span>
        </span>
      )}
    </SettingField>
  );
}

/** Yes or no, with a line on what it means. */
export function SwitchField({
  form,
  name,
}: {
  form: SettingsForm;
  name: 'adminsReadConversations' | 'shareLinks';
}) {
  const t = useTranslations('instance');
  const id = `setting-${name}`;
  return (
    <div className="flex items-start justify-between gap-6">
      <div>
        <label htmlFor={id} className="text-sm font-medium text-ink">
          {t(`fields.${name}`)}
        </label>
        <p id={`${id}-help`} className="text-sm text-muted">
          {t(`help.${name}`)}
        </p>
        <p className="mt-1 text-xs text-muted">
          <SourceNote form={form} name={name} fallback={t(form.fallback[name] ? 'on' : 'off')} />
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-help`}
        checked={form.draft[name]}
        onChange={(event) => form.change({ [name]: event.target.checked })}
        className="mt-0.5"
      />
    </div>
  );
}
