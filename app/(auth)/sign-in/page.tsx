import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { goToProvider, signInHere } from '@/app/(auth)/actions';
import { one, type SearchParams } from '@/app/(auth)/search';
import { AuthCard } from '@/components/auth/auth-card';
import { ProviderButtons } from '@/components/auth/provider-buttons';
import { SignInForm } from '@/components/auth/sign-in-form';
import { Notice } from '@/components/ui/notice';
import { currentUser } from '@/lib/auth/guard';
import { pathOfUrl, safePath } from '@/lib/auth/next-path';
import { providerChoices } from '@/lib/auth/providers';
import { isSignUpOpen, signUpRules } from '@/lib/auth/sign-up';
import { hasAdmin } from '@/lib/db/users';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.signIn'))('title') };
}

/** Signing in. `next`: where to go afterwards; `error`: why a provider's way did not work. */
export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { next, callbackUrl, error } = await searchParams;
  const target = safePath(next ?? pathOfUrl(one(callbackUrl)));
  if (await currentUser()) redirect(target);
  const t = await getTranslations('auth.signIn');
  if (!(await hasAdmin())) return <AuthCard title={t('notSetUp')} intro={t('notSetUpText')} />;
  const signUpHref = target === '/' ? '/sign-up' : `/sign-up?next=${encodeURIComponent(target)}`;
  return (
    <AuthCard
      title={t('title')}
      foot={
        isSignUpOpen(await signUpRules()) && (
          <>
            {t('noAccount')}{' '}
            <Link href={signUpHref} className="text-accent underline underline-offset-2">
              {t('signUp')}
            </Link>
          </>
        )
      }
    >
      {error !== undefined && <ProviderError error={one(error)} />}
      <SignInForm action={signInHere} next={target} />
      <ProviderButtons
        providers={providerChoices()}
        action={goToProvider}
        sent={{ next: target }}
      />
    </AuthCard>
  );
}

const REFUSALS = [
  'password_first',
  'email_unverified',
  'sign_up_closed',
  'switched_off',
  'waits_for_approval',
  'domain_not_allowed',
] as const;

/** Nothing went wrong. */
const CALM = new Set<string>(['password_first', 'waits_for_approval']);

/** Why somebody came back from a provider without being signed in. */
async function ProviderError({ error }: { error: string }) {
  const t = await getTranslations('auth.provider');
  const key = REFUSALS.find((refusal) => refusal === error) ?? 'failed';
  return (
    <Notice tone={CALM.has(key) ? 'info' : 'error'} title={t(key)}>
      {t(`${key}_text`)}
    </Notice>
  );
}
