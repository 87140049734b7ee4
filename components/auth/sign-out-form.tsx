'use client';

import { useTranslations } from 'next-intl';
import { useFormStatus } from 'react-dom';
import { SubmitButton } from './submit-button';

/** Asks before this device is signed out. */
export function SignOutForm({ action }: { action: () => Promise<void> }) {
  return (
    <form action={action}>
      <Submit />
    </form>
  );
}

function Submit() {
  const t = useTranslations('auth.signOut');
  const { pending } = useFormStatus();
  return <SubmitButton label={t('submit')} busy={t('pending')} pending={pending} />;
}
