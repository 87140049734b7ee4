import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { resetHere } from '@/app/(auth)/actions';
import { AuthCard } from '@/components/auth/auth-card';
import { ResetForm } from '@/components/auth/reset-form';
import { buttonClass } from '@/components/ui/button';
import { findPasswordReset } from '@/lib/db/password-resets';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.reset'))('title') };
}

/** A link from an admin: a new password, once. Whoever holds it need not be signed in. */
export default async function ResetPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const [t, reset] = await Promise.all([getTranslations('auth.reset'), findPasswordReset(code)]);
  if (!reset) {
    return (
      <AuthCard title={t('goneTitle')} intro={t('gone')}>
        <Link href="/sign-in" className={buttonClass({ size: 'lg' })}>
          {t('toSignIn')}
        </Link>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('title')} intro={t('intro', { email: reset.email })}>
      <ResetForm action={resetHere} code={code} email={reset.email} />
    </AuthCard>
  );
}
