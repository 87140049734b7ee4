'use client';

import { Archive } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { lazy, memo, Suspense, useState } from 'react';
import type { Tag } from '@/lib/contract/tag';
import type { AgentName } from './answer-turn';
import { useCareEntries } from './care-menu';
import { ConversationHeader } from './conversation-header';
import type { ConversationItem } from './conversation-item';
import { useFrame } from './frame-context';
import { KeepMenu } from './keep-menu';
import type { ShareActions } from './share';
import { TagDot, TagDots } from './tag-dots';
import { useOwnItem } from './use-own-item';

const TagDialog = lazy(async () => ({ default: (await import('./tag-dialog')).TagDialog }));

interface OwnHeaderProps {
  /** The conversation as the server drew it. */
  item: ConversationItem;
  agent: AgentName;
  scrolled: boolean;
  share: ShareActions | null;
}

/** The head of a stored conversation: its title in place, its tags, and all that can be done with it. */
export const OwnHeader = memo(function OwnHeader({
  item: drawn,
  agent,
  scrolled,
  share,
}: OwnHeaderProps) {
  const { item, care } = useOwnItem(drawn);
  const { tags } = useFrame();
  const [doing, setDoing] = useState<'rename' | 'tag' | null>(null);
  const entries = useCareEntries({
    item,
    care,
    onRename: () => setDoing('rename'),
    onTag: () => setDoing('tag'),
  });
  return (
    <ConversationHeader
      title={item.title}
      agent={agent}
      scrolled={scrolled}
      renaming={doing === 'rename'}
      onRenaming={(on) => setDoing(on ? 'rename' : null)}
      onRename={(title) => void care.rename(title)}
      marks={
        <>
          <Tags tags={tags.filter((tag) => item.tags.includes(tag.id))} />
          {item.place === 'archive' && <ArchivedMark />}
        </>
      }
    >
      <KeepMenu sessionId={item.id} share={share} care={entries} />
      {doing === 'tag' && (
        <Suspense>
          <TagDialog item={item} onAssign={care.tag} onClose={() => setDoing(null)} />
        </Suspense>
      )}
    </ConversationHeader>
  );
});

/** By name where there is room, each leading to all that bears it; as dots on a phone. */
function Tags({ tags }: { tags: Tag[] }) {
  return (
    <>
      <span className="contents lg:hidden">
        <TagDots tags={tags} />
      </span>
      {tags.slice(0, 3).map((tag) => (
        <Link
          key={tag.id}
          href={`/search?q=${encodeURIComponent(`tag:"${tag.name.replaceAll('"', '')}"`)}`}
          prefetch={false}
          className="hidden h-6 max-w-32 items-center gap-1.5 rounded-md px-1.5 text-xs text-muted transition-colors hover:bg-tint hover:text-ink lg:inline-flex"
        >
          <TagDot colour={tag.colour} />
          <span className="truncate" dir="auto">
            {tag.name}
          </span>
        </Link>
      ))}
    </>
  );
}

function ArchivedMark() {
  const t = useTranslations('history.search');
  return (
    <span className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-md bg-tint px-2 text-xs text-muted">
      <Archive aria-hidden className="size-3.5 stroke-[1.5]" />
      <span className="max-md:sr-only">{t('archived')}</span>
    </span>
  );
}
