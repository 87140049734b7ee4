'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { AccountForm } from './account-form';
import { AuthCard } from './auth-card';
import { SignInForm } from './sign-in-form';
import type { FormAction } from './use-form-action';

interface SignUpPanelProps {
  signUp: FormAction;
  signIn: FormAction;
  next: string;
  /** What to know before. */
  intro?: string | undefined;
  /** Where else one might want to go. */
  foot: ReactNode;
  /** Other ways to sign up. */
  children: ReactNode;
}

/**
 * Making an account, then signing in with it. Two steps, since the first must
 * answer the same whether or not the address had an account already.
 */
export function SignUpPanel({ signUp, signIn, next, intro, foot, children }: SignUpPanelProps) {
  const t = useTranslations('auth.signUp');
  const [email, setEmail] = useState<string | null>(null);
  const submit: FormAction = async (previous, form) => {
    const result = await signUp(previous, form);
    if (result.ok) setEmail(String(form.get('email')));
    return result;
  };
  if (email === null) {
    return (
      <AuthCard title={t('title')} intro={intro} foot={foot}>
        <AccountForm action={submit} area="signUp" />
        {children}
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('doneTitle')} intro={<span role="status">{t('done')}</span>}>
      <SignInForm action={signIn} next={next} email={email} />
    </AuthCard>
  );
}
