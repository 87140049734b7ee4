import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { makeToken, revokeToken } from '@/app/settings/actions';
import { TokenPage } from '@/components/settings/token-page';
import { requireUser } from '@/lib/auth/guard';
import { listTokens } from '@/lib/db/tokens';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.tokens'))('title') };
}

/** The person's API tokens. */
export default async function TokensPage() {
  const person = await requireUser();
  return (
    <TokenPage
      tokens={await listTokens(person.id)}
      now={Date.now()}
      make={makeToken}
      revoke={revokeToken}
    />
  );
}
