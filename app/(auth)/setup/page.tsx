import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { setUpHere } from '@/app/(auth)/actions';
import { one, type SearchParams } from '@/app/(auth)/search';
import { AccountForm } from '@/components/auth/account-form';
import { AuthCard } from '@/components/auth/auth-card';
import { buttonClass } from '@/components/ui/button';
import { setupState } from '@/lib/auth/setup';

export async function generateMetadata(): Promise<Metadata> {
  const [t, name] = await Promise.all([getTranslations('auth.setup'), getTranslations('common')]);
  return { title: t('title', { app: name('appName') }) };
}

/** The set-up link that the server prints: makes the first admin. */
export default async function SetupPage({ searchParams }: { searchParams: SearchParams }) {
  const code = one((await searchParams).code);
  const [t, name, state] = await Promise.all([
    getTranslations('auth.setup'),
    getTranslations('common'),
    setupState(code),
  ]);
  if (state === 'wrong_code') return <AuthCard title={t('wrongTitle')} intro={t('wrong')} />;
  if (state === 'done') {
    return (
      <AuthCard title={t('doneTitle', { app: name('appName') })} intro={t('done')}>
        <Link href="/sign-in" className={buttonClass({ variant: 'primary', size: 'lg' })}>
          {t('toSignIn')}
        </Link>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('title', { app: name('appName') })} intro={t('intro')}>
      <AccountForm
        action={setUpHere}
        area="setup"
        sent={{ code }}
        sentences={{ conflict: t('done'), not_found: t('wrong') }}
      />
    </AuthCard>
  );
}
