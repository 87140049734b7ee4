import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { goToProvider, signInHere, signUpHere } from '@/app/(auth)/actions';
import type { SearchParams } from '@/app/(auth)/search';
import { AuthCard } from '@/components/auth/auth-card';
import { ProviderButtons } from '@/components/auth/provider-buttons';
import { SignUpPanel } from '@/components/auth/sign-up-panel';
import { currentUser } from '@/lib/auth/guard';
import { safePath, signInPath } from '@/lib/auth/next-path';
import { providerChoices } from '@/lib/auth/providers';
import { isSignUpOpen, signUpRules } from '@/lib/auth/sign-up';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.signUp'))('title') };
}

/** Making an account, where anybody may. */
export default async function SignUpPage({ searchParams }: { searchParams: SearchParams }) {
  const next = safePath((await searchParams).next);
  if (await currentUser()) redirect(next);
  const t = await getTranslations('auth.signUp');
  const foot = (
    <>
      {t('haveAccount')}{' '}
      <Link href={signInPath(next)} className="text-accent underline underline-offset-2">
        {t('signIn')}
      </Link>
    </>
  );
  const rules = await signUpRules();
  if (!isSignUpOpen(rules)) {
    return <AuthCard title={t('closedTitle')} intro={t('closed')} foot={foot} />;
  }
  return (
    <SignUpPanel
      signUp={signUpHere}
      signIn={signInHere}
      next={next}
      intro={rules.policy === 'approval' ? t('approvalIntro') : undefined}
      foot={foot}
    >
      <ProviderButtons providers={providerChoices()} action={goToProvider} sent={{ next }} />
    </SignUpPanel>
  );
}
