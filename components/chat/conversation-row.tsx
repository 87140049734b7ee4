'use client';

import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useParams, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { lazy, memo, Suspense, useState } from 'react';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import { BreathingDot } from '@/components/ui/breathing-dot';
import { MenuButton } from '@/components/ui/menu-button';
import { notify } from '@/components/ui/toaster';
import { cn } from '@/lib/cn';
import type { ConversationItem } from './conversation-item';
import { useFrame } from './frame-context';
import { TitleInput } from './title-input';
import { tried } from './tried';

const DeleteDialog = lazy(async () => ({
  default: (await import('./delete-dialog')).DeleteDialog,
}));

interface ConversationRowProps {
  item: ConversationItem;
  current: boolean;
  draft: boolean;
}

/** One conversation of the list, with its marks, its menu and its title in place. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { item, current, draft } = props;
  const t = useTranslations('chat.sidebar');
  const { closeDrawer } = useFrame();
  const [doing, setDoing] = useState<'rename' | 'delete' | null>(null);
  const { rename, remove } = useRowActions(item);
  if (doing === 'rename') {
    return (
      <li className="flex h-8 items-center ps-2 pe-1 pointer-coarse:h-11">
        <TitleInput
          title={item.title}
          onDone={(title) => {
            setDoing(null);
            if (title !== null) void rename(title);
          }}
        />
      </li>
    );
  }
  return (
    <li
      className={cn(
        'group relative flex h-8 items-center rounded-md transition-colors pointer-coarse:h-11',
        current ? 'bg-press' : 'hover:bg-tint',
      )}
    >
      <Link
        href={`/c/${item.id}`}
        prefetch={false} // Forty lines would ask the server for forty pages.
        aria-current={current ? 'page' : undefined}
        onClick={closeDrawer}
        className="flex h-full min-w-0 flex-1 items-center gap-2.5 rounded-md ps-2 pe-9 text-base text-ink"
      >
        <AgentGlyph name={item.agentIcon} className="text-faint" />
        <span className="truncate" dir="auto">
          {item.title}
        </span>
      </Link>
      <Mark item={item} draft={draft && !current} />
      <span className="reveal absolute end-1 rounded-md bg-inherit">
        <MenuButton
          aria-label={t('actions', { title: item.title })}
          menuLabel={t('actions', { title: item.title })}
          className="hit inline-flex size-6 items-center justify-center rounded-md text-muted hover:bg-line hover:text-ink aria-expanded:bg-line [&_svg]:size-4 [&_svg]:stroke-[1.5]"
          entries={[
            {
              id: 'rename',
              label: t('rename'),
              icon: <Pencil />,
              onSelect: () => setDoing('rename'),
            },
            {
              id: 'delete',
              label: t('delete'),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setDoing('delete'),
            },
          ]}
        >
          <Ellipsis aria-hidden />
        </MenuButton>
      </span>
      {doing === 'delete' && (
        <Suspense>
          <DeleteDialog
            title={item.title}
            onAnswer={(yes) => {
              setDoing(null);
              if (yes) void remove();
            }}
          />
        </Suspense>
      )}
    </li>
  );
});

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

/** Shows the change at once and takes it back when the server refuses. */
function useRowActions(item: ConversationItem) {
  const t = useTranslations('chat.sidebar');
  const { actions, patch, forget, restore } = useFrame();
  const { sessionId } = useParams();
  const router = useRouter();
  return {
    async rename(title: string) {
      patch(item.id, { title });
      const { ok } = await tried(actions.rename(null, { id: item.id, title }));
      if (ok) return;
      patch(item.id, { title: item.title });
      notify(t('renameFailed'));
    },
    async remove() {
      forget(item.id);
      if (sessionId === item.id) router.push('/');
      const { ok } = await tried(actions.remove(null, { id: item.id }));
      if (ok) return;
      restore(item);
      notify(t('deleteFailed'));
    },
  };
}
