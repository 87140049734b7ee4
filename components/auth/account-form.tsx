'use client';

import { useTranslations } from 'next-intl';
import type { ErrorCode } from '@/lib/contract/errors';
import { FormNotice } from './form-notice';
import { SubmitButton } from './submit-button';
import { TextField } from './text-field';
import { useFailureFocus } from './use-failure-focus';
import { type FormAction, useFormAction } from './use-form-action';

interface AccountFormProps {
  action: FormAction;
  /** Whose words the form uses. */
  area: 'setup' | 'invite' | 'signUp';
  /** Sent along unseen: a code, or where to go afterwards. */
  sent?: Record<string, string>;
  /** The only address that counts here. */
  fixedEmail?: string | null;
  sentences?: Partial<Record<ErrorCode, string>>;
}

/** Name, e-mail and a new password: what every way to an account asks for. */
export function AccountForm({ action, area, sent = {}, fixedEmail, sentences }: AccountFormProps) {
  const t = useTranslations('auth');
  const common = useTranslations('common');
  const { submit, pending, failure } = useFormAction(action);
  const form = useFailureFocus(failure);
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-5">
      <FormNotice failure={failure} sentences={sentences} />
      {Object.entries(sent).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextField
        name="name"
        label={t('name')}
        note={common('optional')}
        failure={failure}
        required={false}
        autoComplete="name"
        maxLength={80}
        autoFocus
      />
      <TextField
        name="email"
        label={t('email')}
        help={fixedEmail ? t('invite.emailFixed') : undefined}
        failure={failure}
        type="email"
        autoComplete="username"
        defaultValue={fixedEmail ?? ''}
        readOnly={Boolean(fixedEmail)}
      />
      <TextField
        name="password"
        label={t('newPassword')}
        help={t('newPasswordHelp')}
        failure={failure}
        type="password"
        autoComplete="new-password"
        minLength={10}
      />
      <SubmitButton label={t(`${area}.submit`)} busy={t(`${area}.pending`)} pending={pending} />
    </form>
  );
}
