import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireUser } from '@/lib/auth/guard';
import { Profile } from './profile';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.profile'))('title') };
}

/** The person's name, address and password. */
export default async function ProfilePage() {
  return <Profile person={await requireUser()} />;
}
