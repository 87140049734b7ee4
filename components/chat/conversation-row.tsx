'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { lazy, memo, Suspense, useState } from 'react';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import { BreathingDot } from '@/components/ui/breathing-dot';
import { cn } from '@/lib/cn';
import { CareMenu } from './care-menu';
import type { ConversationItem } from './conversation-item';
import { useFrame } from './frame-context';
import { TagDots } from './tag-dots';
import { TitleInput } from './title-input';
import { useCare } from './use-care';
import { useFocusWhen } from './use-focus-when';
import { useHandOnFocus } from './use-hand-on-focus';
import { useLongPress } from './use-long-press';

const TagDialog = lazy(async () => ({ default: (await import('./tag-dialog')).TagDialog }));

interface ConversationRowProps {
  item: ConversationItem;
  current: boolean;
  draft: boolean;
}

/** One conversation of the list, with its marks, its menu and its title in place. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { item, current } = props;
  const draft = props.draft && !current;
  const { closeDrawer, tags } = useFrame();
  const [doing, setDoing] = useState<'rename' | 'tag' | null>(null);
  const [focused, setFocused] = useState(false);
  const link = useFocusWhen<HTMLAnchorElement>(focused);
  const row = useHandOnFocus<HTMLLIElement>();
  const care = useCare(item);
  const hold = useLongPress((line) =>
    line.querySelector<HTMLElement>('[data-row-menu][aria-expanded="false"]')?.click(),
  );
  if (doing === 'rename') {
    return (
      <li className="flex h-8 items-center ps-2 pe-1 pointer-coarse:h-11">
        <TitleInput
          title={item.title}
          onDone={(title, byKey) => {
            setDoing(null);
            setFocused(byKey);
            if (title !== null) void care.rename(title);
          }}
        />
      </li>
    );
  }
  return (
    <li
      {...hold}
      ref={row}
      data-line
      className={cn(
        'group relative flex h-8 touch-pan-y items-center rounded-md transition-colors select-none [-webkit-touch-callout:none] pointer-coarse:h-11',
        current ? 'bg-press' : 'hover:bg-tint',
      )}
    >
      <Link
        href={`/c/${item.id}`}
        ref={link}
        prefetch={false} // Forty lines would ask the server for forty pages.
        aria-current={current ? 'page' : undefined}
        onClick={closeDrawer}
        data-mark={markOf(item, draft)}
        className="list-line flex h-full min-w-0 flex-1 items-center gap-2.5 rounded-md ps-2 text-base text-ink"
      >
        <AgentGlyph name={item.agentIcon} className="text-faint" />
        <span className={cn('truncate', item.unread && !item.running && 'font-medium')} dir="auto">
          {item.title}
        </span>
        <TagDots tags={tags.filter((tag) => item.tags.includes(tag.id))} />
      </Link>
      <Mark item={item} draft={draft} />
      <span className="reveal absolute end-1 rounded-md bg-inherit">
        <CareMenu
          item={item}
          care={care}
          onRename={() => {
            setFocused(false);
            setDoing('rename');
          }}
          onTag={() => setDoing('tag')}
        />
      </span>
      {doing === 'tag' && (
        <Suspense>
          <TagDialog item={item} onAssign={care.tag} onClose={() => setDoing(null)} />
        </Suspense>
      )}
    </li>
  );
});

/** What stands at the end of a line: its title leaves room for that. */
function markOf(
  { running, unread }: ConversationItem,
  draft: boolean,
): 'dot' | 'draft' | undefined {
  if (running || unread) return 'dot';
  return draft ? 'draft' : undefined;
}

function Mark({ item, draft }: { item: ConversationItem; draft: boolean }) {
  const t = useTranslations('chat.sidebar');
  const place =
    'pointer-events-none absolute end-3 group-focus-within:opacity-0 group-hover:opacity-0 pointer-coarse:end-12';
  if (item.running) {
    return (
      <span className={place}>
        <BreathingDot />
        <span className="sr-only">{t('running')}</span>
      </span>
    );
  }
  if (item.unread) {
    return (
      <span className={place}>
        <span aria-hidden className="mark block size-2 rounded-full bg-accent" />
        <span className="sr-only">{t('unread')}</span>
      </span>
    );
  }
  return draft ? <span className={cn(place, 'text-xs text-muted')}>{t('draft')}</span> : null;
}
