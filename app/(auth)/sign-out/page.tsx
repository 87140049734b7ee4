import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { signOutHere } from '@/app/(auth)/actions';
import { AuthCard } from '@/components/auth/auth-card';
import { SignOutForm } from '@/components/auth/sign-out-form';
import { currentUser } from '@/lib/auth/guard';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.signOut'))('submit') };
}

/** Signing out, asked first: following a link must not end anything. */
export default async function SignOutPage() {
  const person = await currentUser();
  if (!person) redirect('/sign-in');
  const t = await getTranslations('auth.signOut');
  return (
    <AuthCard
      title={t('title')}
      intro={t('text', { email: person.email })}
      foot={
        <Link href="/" className="text-accent underline underline-offset-2">
          {t('stay')}
        </Link>
      }
    >
      <SignOutForm action={signOutHere} />
    </AuthCard>
  );
}
