'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import type { FormFailure } from '@/components/auth/use-form-action';
import { Field, type FieldControl } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

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
          <Password {...input} control={control} name={name} />
        ) : (
          <Input {...input} {...control} name={name} defaultValue={value} />
        )
      }
    </Field>
  );
}

interface PasswordProps extends ComponentProps<'input'> {
  control: FieldControl;
}

/** A password that can be shown. */
function Password({ control, ...input }: PasswordProps) {
  const t = useTranslations('settings');
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input
        {...input}
        {...control}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className="pe-10"
      />
      <button
        type="button"
        aria-label={shown ? t('hidePassword') : t('showPassword')}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 end-0 flex w-9 items-center justify-center rounded-md text-muted hover:text-ink pointer-coarse:w-11"
      >
        <Icon aria-hidden className="size-4 stroke-[1.5]" />
      </button>
    </div>
  );
}
