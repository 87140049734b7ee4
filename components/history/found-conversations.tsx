'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import type { FoundConversation } from '@/lib/contract/search-results';
import { Marked } from './marked';
import { When } from './when';

interface FoundConversationsProps {
  found: FoundConversation[];
  /** Whether a heading tells them from what follows. */
  titled: boolean;
}

/** Conversations whose title was found, or that the filters leave. */
export function FoundConversations({ found, titled }: FoundConversationsProps) {
  const t = useTranslations('history.search');
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="found-titles" className="pt-2 pb-2">
      <h2 id="found-titles" className={titled ? 'pb-1 text-xs font-medium text-muted' : 'sr-only'}>
        {t('conversations')}
      </h2>
      <ul>
        {found.map((conversation) => (
          <li key={conversation.id}>
            <Link
              href={`/c/${conversation.id}`}
              prefetch={false}
              data-result
              className="-mx-2 flex min-h-9 items-center gap-2.5 rounded-md px-2 text-base text-ink transition-colors hover:bg-tint pointer-coarse:min-h-11"
            >
              <AgentGlyph name={conversation.agentIcon} className="text-faint" />
              <span className="min-w-0 flex-1 truncate" dir="auto">
                <Marked segments={conversation.title} />
              </span>
              {conversation.archived && <Archived />}
              <When at={conversation.updatedAt} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Says that a conversation is in the archive. */
export function Archived() {
  const t = useTranslations('history.search');
  return (
    <span className="shrink-0 rounded-sm bg-tint px-1.5 text-xs text-muted">{t('archived')}</span>
  );
}
