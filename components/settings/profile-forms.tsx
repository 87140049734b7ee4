'use client';

import { useTranslations } from 'next-intl';
import { useFailureFocus } from '@/components/auth/use-failure-focus';
import { type FormAction, useFormAction } from '@/components/auth/use-form-action';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/toaster';
import { FormFailureNotice } from './form-failure';
import { SettingsField } from './settings-field';

/** The action, and a word when it has succeeded. */
function saying(action: FormAction, words: string): FormAction {
  return async (previous, form) => {
    const result = await action(previous, form);
    if (result.ok) notify(words);
    return result;
  };
}

interface NameFormProps {
  name: string;
  email: string;
  save: FormAction;
}

/** What the person is called, and by which address they are known. */
export function NameForm({ name, email, save }: NameFormProps) {
  const t = useTranslations('settings');
  const { submit, pending, failure } = useFormAction(saying(save, t('saved')));
  const form = useFailureFocus(failure);
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-5">
      <FormFailureNotice failure={failure} />
      <SettingsField
        name="name"
        label={t('profile.name')}
        help={t('profile.nameHelp')}
        failure={failure}
        key={name}
        defaultValue={name}
        autoComplete="name"
        maxLength={80}
        dir="auto"
      />
      <SettingsField
        name="email"
        label={t('profile.email')}
        help={t('profile.emailHelp')}
        failure={null}
        defaultValue={email}
        type="email"
        autoComplete="username"
        readOnly
        className="bg-tint text-soft"
      />
      <Button type="submit" variant="primary" className="self-start" aria-disabled={pending}>
        {pending ? t('profile.saving') : t('profile.save')}
      </Button>
    </form>
  );
}

/** A new password, for whoever knows the current one. */
export function PasswordForm({ email, change }: { email: string; change: FormAction }) {
  const t = useTranslations('settings.profile');
  const { submit, pending, failure } = useFormAction(saying(change, t('changed')));
  const form = useFailureFocus(failure);
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-5">
      <FormFailureNotice failure={failure} />
      {/* For password managers, which look for whose password this is. */}
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <SettingsField
        name="current"
        label={t('current')}
        failure={failure}
        type="password"
        autoComplete="current-password"
        required
      />
      <SettingsField
        name="password"
        label={t('new')}
        help={t('newHelp')}
        failure={failure}
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
      />
      <Button type="submit" className="self-start" aria-disabled={pending}>
        {pending ? t('changing') : t('change')}
      </Button>
    </form>
  );
}
