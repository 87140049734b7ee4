'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import type { FormFailure } from '@/components/auth/use-form-action';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';

interface SettingsFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'name'> {
  name: string;
  label: string;
  help?: string;
  /** The form's last answer: gives back what was typed and says what is wrong with it. */
  failure: FormFailure | null;
}

/** One labelled text of a settings form. */
export function SettingsField({ name, label, help, failure, ...input }: SettingsFieldProps) {
  const t = useTranslations('settings.fields');
  const key = failure?.fieldErrors[name];
  const error = key === undefined ? undefined : t(t.has(key) ? key : 'other');
  const value = failure?.values[name] ?? input.defaultValue;
  return (
    <Field id={`settings-${name}`} label={label} help={error ? undefined : help} error={error}>
      {(control) =>
        input.type === 'password' ? (
          <PasswordInput {...input} {...control} name={name} />
        ) : (
          <Input {...input} {...control} name={name} defaultValue={value} />
        )
      }
    </Field>
  );
}
