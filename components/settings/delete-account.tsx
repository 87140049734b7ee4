'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFailureFocus } from '@/components/auth/use-failure-focus';
import { type FormAction, useFormAction } from '@/components/auth/use-form-action';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { FormFailureNotice } from './form-failure';
import { SettingsField } from './settings-field';

interface DeleteAccountProps {
  belongings: { conversations: number; messages: number; tokens: number };
  email: string;
  /** By password, or where there is none by typing the address. */
  hasPassword: boolean;
  remove: FormAction;
}

/** Leaving for good: says in figures what goes, and wants the password. */
export function DeleteAccount({ belongings, email, hasPassword, remove }: DeleteAccountProps) {
  const t = useTranslations('settings.data');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="danger" className="self-start" onClick={() => setOpen(true)}>
        {t('deleteAccount')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('deleteTitle')}
        description={t('deleteText', { ...belongings })}
      >
        <Confirmation
          label={hasPassword ? t('proofPassword') : t('proofEmail', { email })}
          type={hasPassword ? 'password' : 'text'}
          remove={remove}
        />
      </Dialog>
    </>
  );
}

interface ConfirmationProps {
  label: string;
  type: 'password' | 'text';
  remove: FormAction;
}

function Confirmation({ label, type, remove }: ConfirmationProps) {
  const t = useTranslations('settings.data');
  const { submit, pending, failure } = useFormAction(remove);
  const form = useFailureFocus(failure);
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-4">
      <FormFailureNotice failure={failure} />
      <SettingsField
        name="proof"
        label={label}
        failure={failure}
        type={type}
        autoComplete={type === 'password' ? 'current-password' : 'off'}
        spellCheck={false}
        required
      />
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <DialogCancel>{t('keep')}</DialogCancel>
        <Button type="submit" variant="danger" aria-disabled={pending}>
          {pending ? t('deleting') : t('confirm')}
        </Button>
      </div>
    </form>
  );
}
