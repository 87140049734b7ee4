import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getFormatter, getMessages, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { readOpenShare } from '@/app/s/open-share';
import { CopyShare } from '@/components/chat/copy-share';
import { SharedConversation } from '@/components/chat/shared-conversation';
import { InstanceBanner } from '@/components/instance/instance-banner';
import { currentUser } from '@/lib/auth/guard';
import { signInPath } from '@/lib/auth/next-path';
import { readSettings } from '@/lib/db/instance-settings';
import { copyShare } from './actions';

interface PageProps {
  params: Promise<{ code: string }>;
}

const findShare = cache(readOpenShare);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const share = await findShare((await params).code);
  return share ? { title: share.title, referrer: 'no-referrer' } : {};
}

/** A shared conversation, for whoever has its address: to read, and nothing else. */
export default async function SharePage({ params }: PageProps) {
  const { code } = await params;
  const share = await findShare(code);
  if (!share) notFound();
  const [t, dates, person, { chat, common, keeping, reading }, { banner }] = await Promise.all([
    getTranslations('keeping.shared'),
    getFormatter(),
    currentUser(),
    getMessages(),
    readSettings(),
  ]);
  const date = dates.dateTime(share.createdAt, { dateStyle: 'long' });
  return (
    <NextIntlClientProvider messages={{ chat, common, keeping, reading }}>
      <div className="flex h-dvh flex-col print:block print:h-auto">
        <InstanceBanner text={banner} />
        <SharedConversation
          title={share.title}
          facts={t('facts', { agent: share.agent.name, date })}
          agent={share.agent}
          messages={share.messages}
        >
          <CopyShare
            code={code}
            copy={person ? copyShare : null}
            signIn={signInPath(`/s/${code}`)}
          />
        </SharedConversation>
      </div>
    </NextIntlClientProvider>
  );
}
