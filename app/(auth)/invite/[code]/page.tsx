import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { goToProvider, joinHere } from '@/app/(auth)/actions';
import { AccountForm } from '@/components/auth/account-form';
import { AuthCard } from '@/components/auth/auth-card';
import { ProviderButtons } from '@/components/auth/provider-buttons';
import { buttonClass } from '@/components/ui/button';
import { currentUser } from '@/lib/auth/guard';
import { providerChoices } from '@/lib/auth/providers';
import { openInvite } from '@/lib/auth/sign-up';

export async function generateMetadata(): Promise<Metadata> {
  const [t, name] = await Promise.all([getTranslations('auth.invite'), getTranslations('common')]);
  return { title: t('title', { app: name('appName') }) };
}

/** An invitation: one account for whoever holds the link. */
export default async function InvitePage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const [t, name, person, invite] = await Promise.all([
    getTranslations('auth.invite'),
    getTranslations('common'),
    currentUser(),
    openInvite(code),
  ]);
  if (!invite) return <AuthCard title={t('goneTitle')} intro={t('gone')} />;
  if (person) {
    return (
      <AuthCard title={t('signedInTitle')} intro={t('signedIn', { email: person.email })}>
        <Link href="/sign-out" className={buttonClass({ size: 'lg' })}>
          {(await getTranslations('auth.signOut'))('submit')}
        </Link>
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title={t('title', { app: name('appName') })}
      intro={t(invite.role === 'admin' ? 'introAdmin' : 'intro')}
    >
      <AccountForm
        action={joinHere}
        area="invite"
        sent={{ code }}
        fixedEmail={invite.email}
        sentences={{ conflict: t('taken'), not_found: t('gone') }}
      />
      <ProviderButtons
        providers={providerChoices()}
        action={goToProvider}
        sent={{ invite: code }}
      />
    </AuthCard>
  );
}
