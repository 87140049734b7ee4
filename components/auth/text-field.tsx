'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import type { FormFailure } from './use-form-action';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'name' | 'id'> {
  name: string;
  label: string;
  note?: ReactNode;
  help?: ReactNode;
  /** The form's last answer: gives back what was typed and says what is wrong with it. */
  failure: FormFailure | null;
}

/** One labelled field of a sign-in form. */
export function TextField({ name, label, note, help, failure, ...input }: TextFieldProps) {
  const t = useTranslations('auth.fields');
  const key = failure?.fieldErrors[name];
  const error = key === undefined ? undefined : t(isFieldError(key) ? key : 'other');
  const Control = input.type === 'password' ? PasswordInput : Input;
  return (
    <Field
      id={`auth-${name}`}
      label={label}
      note={note}
      help={error ? undefined : help}
      error={error}
    >
      {(control) => (
        <Control
          required
          {...input}
          {...control}
          name={name}
          defaultValue={failure?.values[name] ?? input.defaultValue}
        />
      )}
    </Field>
  );
}

const FIELD_ERRORS = [
  'email',
  'email_missing',
  'password_missing',
  'password_short',
  'password_long',
  'name_long',
  'email_domain',
] as const;

function isFieldError(key: string): key is (typeof FIELD_ERRORS)[number] {
  return FIELD_ERRORS.some((known) => known === key);
}
