'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ConversationItem } from '@/components/chat/conversation-item';
import { useFrame } from '@/components/chat/frame-context';
import { TagDots } from '@/components/chat/tag-dots';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import { Button } from '@/components/ui/button';
import type { PageView } from './use-page';

interface HistoryListProps<T> {
  label: string;
  view: PageView<T>;
  /** The grey line below a title. */
  detail: (item: T) => ReactNode;
  actions: (item: T) => ReactNode;
}

/** Conversations, one a row, with what can be done at the end of each; older ones by button. */
export function HistoryList<T extends ConversationItem>(props: HistoryListProps<T>) {
  const { label, view, detail, actions } = props;
  const t = useTranslations('history');
  const { tags } = useFrame();
  return (
    <>
      <ul aria-label={label}>
        {view.items.map((item) => (
          <li
            key={item.id}
            className="flex flex-wrap items-center gap-x-3 border-b border-line py-2 last:border-0"
          >
            <Link
              href={`/c/${item.id}`}
              prefetch={false}
              className="-ms-2 flex min-h-11 min-w-0 flex-[1_1_14rem] items-center gap-3 rounded-md px-2 transition-colors hover:bg-tint"
            >
              <AgentGlyph name={item.agentIcon} className="text-faint" />
              <span className="min-w-0 flex-1">
                <span className="flex items-center gap-2.5 text-base text-ink">
                  <span className="truncate" dir="auto">
                    {item.title}
                  </span>
                  <TagDots tags={tags.filter((tag) => item.tags.includes(tag.id))} />
                </span>
                <span className="block truncate text-sm text-muted">{detail(item)}</span>
              </span>
            </Link>
            <span className="ms-auto flex shrink-0 gap-1.5">{actions(item)}</span>
          </li>
        ))}
      </ul>
      {view.more && (
        <div className="pt-4">
          {view.state === 'failed' && <p className="pb-2 text-sm text-muted">{t('failed.load')}</p>}
          <Button size="sm" disabled={view.state === 'loading'} onClick={() => void view.load()}>
            {t('older')}
          </Button>
        </div>
      )}
    </>
  );
}
