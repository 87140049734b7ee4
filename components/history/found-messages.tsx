'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import type { FoundMessage } from '@/lib/contract/search-results';
import { Archived } from './found-conversations';
import { Marked } from './marked';
import { When } from './when';

/** Messages, those that follow each other in one conversation under its title. */
export function FoundMessages({ found }: { found: FoundMessage[] }) {
  return groups(found).map((messages) => {
    const [first] = messages;
    return (
      <article key={first.id} className="border-t border-line py-3">
        <h2>
          <Link
            href={`/c/${first.conversation.id}`}
            prefetch={false}
            data-result
            className="-mx-2 flex min-h-8 items-center gap-2.5 rounded-md px-2 text-base font-medium text-ink transition-colors hover:bg-tint pointer-coarse:min-h-11"
          >
            <AgentGlyph name={first.conversation.agentIcon} className="text-faint" />
            <span className="min-w-0 truncate" dir="auto">
              <Marked segments={first.conversation.title} />
            </span>
            {first.conversation.archived && <Archived />}
          </Link>
        </h2>
        <ul>
          {messages.map((message) => (
            <li key={message.id}>
              <Found message={message} />
            </li>
          ))}
        </ul>
      </article>
    );
  });
}

function Found({ message }: { message: FoundMessage }) {
  const t = useTranslations('history.search');
  const { conversation, role, excerpt, tools } = message;
  return (
    <Link
      href={`/c/${conversation.id}?m=${message.id}`}
      prefetch={false}
      data-result
      className="-mx-2 block rounded-md px-2 py-1.5 ps-[2.125rem] transition-colors hover:bg-tint"
    >
      <span className="flex items-baseline justify-between gap-3 text-xs text-muted">
        <span className="truncate">{role === 'user' ? t('you') : conversation.agentName}</span>
        <When at={message.createdAt} />
      </span>
      <span className="line-clamp-3 text-base leading-relaxed text-soft" dir="auto">
        <Marked segments={excerpt} />
      </span>
      {tools.length > 0 && (
        <span className="block truncate pt-0.5 font-mono text-xs text-muted">
          {tools.join(' · ')}
        </span>
      )}
    </Link>
  );
}

type Group = [FoundMessage, ...FoundMessage[]];

function groups(found: FoundMessage[]): Group[] {
  const all: Group[] = [];
  for (const message of found) {
    const last = all.at(-1);
    if (last?.[0].conversation.id === message.conversation.id) last.push(message);
    else all.push([message]);
  }
  return all;
}
