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
  return { title: (await getTranslations('auth.setup'))('title') };
}

/** The set-up link that the server prints: makes the first admin. */
export default async function SetupPage({ searchParams }: { searchParams: SearchParams }) {
  const code = one((await searchParams).code);
  const [t, state] = await Promise.all([getTranslations('auth.setup'), setupState(code)]);
  if (state === 'wrong_code') return <AuthCard title={t('wrongTitle')} intro={t('wrong')} />;
  if (state === 'done') {
    return (
      <AuthCard title={t('doneTitle')} intro={t('done')}>
        <Link href="/sign-in" className={buttonClass({ variant: 'primary', size: 'lg' })}>
          {t('toSignIn')}
        </Link>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('title')} intro={t('intro')}>
      <AccountForm
        action={setUpHere}
        area="setup"
        sent={{ code }}
        sentences={{ conflict: t('done'), not_found: t('wrong') }}
      />
    </AuthCard>
  );
}
