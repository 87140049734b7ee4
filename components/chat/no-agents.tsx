'use client';

import { Bot } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ConversationHeader } from './conversation-header';

/** In place of a new conversation when there is nobody to talk to. */
export function NoAgents({ admin }: { admin: boolean }) {
  const t = useTranslations('chat.empty');
  return (
    <main className="conversation">
      <ConversationHeader title={null} scrolled={false} />
      <div className="flex flex-1 items-center justify-center">
        <EmptyState
          icon={<Bot />}
          title={t('noAgents')}
          action={
            admin && (
              <Link href="/admin" className={buttonClass({ variant: 'primary' })}>
                {t('addAgent')}
              </Link>
            )
          }
        >
          {t('noAgentsText')}
        </EmptyState>
      </div>
    </main>
  );
}
