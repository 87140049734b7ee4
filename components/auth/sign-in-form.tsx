'use client';

import { useTranslations } from 'next-intl';
import { FormNotice } from './form-notice';
import { SubmitButton } from './submit-button';
import { TextField } from './text-field';
import { useFailureFocus } from './use-failure-focus';
import { type FormAction, useFormAction } from './use-form-action';

interface SignInFormProps {
  action: FormAction;
  next: string;
  email?: string;
}

/** E-mail and password. */
export function SignInForm({ action, next, email = '' }: SignInFormProps) {
  const t = useTranslations('auth');
  const { submit, pending, failure } = useFormAction(action);
  const form = useFailureFocus(failure);
  const sentences = { unauthenticated: t('signIn.wrong'), forbidden: t('signIn.switchedOff') };
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-5">
      <FormNotice failure={failure} sentences={sentences} />
      <input type="hidden" name="next" value={next} />
      <TextField
        name="email"
        label={t('email')}
        failure={failure}
        type="email"
        autoComplete="username"
        defaultValue={email}
        autoFocus={email === ''}
      />
      <TextField
        name="password"
        label={t('password')}
        failure={failure}
        type="password"
        autoComplete="current-password"
        autoFocus={email !== ''}
      />
      <SubmitButton label={t('signIn.submit')} busy={t('signIn.pending')} pending={pending} />
    </form>
  );
}
