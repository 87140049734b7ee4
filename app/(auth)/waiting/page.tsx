import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/components/auth/auth-card';
import { buttonClass } from '@/components/ui/button';
import { currentUser } from '@/lib/auth/guard';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.waiting'))('title') };
}

/** For who signed up and has to be approved. The same for everybody: it names no account. */
export default async function WaitingPage() {
  if (await currentUser()) redirect('/');
  const t = await getTranslations('auth.waiting');
  return (
    <AuthCard title={t('title')} intro={t('intro')}>
      <Link href="/sign-in" className={buttonClass({ size: 'lg' })}>
        {t('signIn')}
      </Link>
    </AuthCard>
  );
}
