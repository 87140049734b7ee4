'use client';

import { useTranslations } from 'next-intl';
import { FormNotice } from './form-notice';
import { SubmitButton } from './submit-button';
import { TextField } from './text-field';
import { useFailureFocus } from './use-failure-focus';
import { type FormAction, useFormAction } from './use-form-action';

interface ResetFormProps {
  action: FormAction;
  code: string;
  /** Whose password it is: for password managers. */
  email: string;
}

/** A new password. */
export function ResetForm({ action, code, email }: ResetFormProps) {
  const t = useTranslations('auth');
  const { submit, pending, failure } = useFormAction(action);
  const form = useFailureFocus(failure);
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-5">
      <FormNotice failure={failure} sentences={{ not_found: t('reset.gone') }} />
      <input type="hidden" name="code" value={code} />
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <TextField
        name="password"
        label={t('newPassword')}
        help={t('newPasswordHelp')}
        failure={failure}
        type="password"
        autoComplete="new-password"
        minLength={10}
        autoFocus
      />
      <SubmitButton label={t('reset.submit')} busy={t('reset.pending')} pending={pending} />
    </form>
  );
}
