'use client';

import { PanelLeft, Search, SquarePen } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PaletteButton } from '@/components/keys/palette-button';
import { useShortcutKeys } from '@/components/keys/shortcuts-context';
import { IconButton } from '@/components/ui/icon-button';
import { Wordmark } from '@/components/ui/wordmark';
import { ConversationList } from './conversation-list';
import { newDraft } from './draft';
import { useFrame } from './frame-context';
import { useHasDraft } from './use-drafts';

/** Everything beside the conversation: the name, a new conversation, the list, the person. */
export function Sidebar({ foot }: { foot: ReactNode }) {
  const t = useTranslations('chat.sidebar');
  const name = useTranslations('common');
  const words = useTranslations('history');
  const { personId, toggleSidebar, closeDrawer } = useFrame();
  const sidebarKeys = useShortcutKeys('sidebar');
  const newKeys = useShortcutKeys('newChat');
  const hasDraft = useHasDraft(newDraft(personId));
  const place = usePathname();
  const waits = place !== '/' && hasDraft;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-12 shrink-0 items-center justify-between ps-4 pe-2">
        <Wordmark>{name('appName')}</Wordmark>
        <div className="flex items-center gap-1">
          <PaletteButton before={closeDrawer} />
          <IconButton
            label={t('close')}
            shortcut={sidebarKeys}
            className="hidden md:inline-flex"
            onClick={toggleSidebar}
          >
            <PanelLeft aria-hidden />
          </IconButton>
        </div>
      </div>
      <div className="px-2 pb-2">
        <Link
          href="/"
          prefetch={false}
          onClick={closeDrawer}
          aria-keyshortcuts={newKeys}
          data-tip={newKeys && t('new')}
          data-tip-keys={newKeys}
          className="flex h-8 items-center gap-2.5 rounded-md px-2 text-base font-medium text-ink transition-colors hover:bg-press pointer-coarse:h-11"
        >
          <SquarePen aria-hidden className="size-4 stroke-[1.5] text-accent" />
          {t('new')}
          {waits && (
            <span className="ms-auto pe-1 text-xs font-normal text-muted">{t('draft')}</span>
          )}
        </Link>
        <Link
          href="/search"
          prefetch={false}
          onClick={closeDrawer}
          aria-current={place === '/search' ? 'page' : undefined}
          className="flex h-8 items-center gap-2.5 rounded-md px-2 text-base text-ink transition-colors hover:bg-press aria-[current]:bg-press pointer-coarse:h-11"
        >
          <Search aria-hidden className="size-4 stroke-[1.5] text-faint" />
          {words('searchLink')}
        </Link>
      </div>
      <nav aria-label={t('label')} className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        <ConversationList />
      </nav>
      <div className="shrink-0 p-2">{foot}</div>
    </div>
  );
}
