'use client';

import { PanelLeft, SquarePen } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useShortcutKeys } from '@/components/keys/shortcuts-context';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import { IconButton } from '@/components/ui/icon-button';
import { cn } from '@/lib/cn';
import type { AgentName } from './answer-turn';
import { useFrame } from './frame-context';
import { TitleInput } from './title-input';
import { useFocusWhen } from './use-focus-when';

interface ConversationHeaderProps {
  /** Null while there is no conversation yet. */
  title: string | null;
  /** Whom it is with. */
  agent?: AgentName;
  /** Text is scrolled under the header. */
  scrolled: boolean;
  /** The title is being changed where it stands. */
  renaming?: boolean;
  onRenaming?: (on: boolean) => void;
  onRename?: (title: string) => void;
  /** Beside the title. */
  marks?: ReactNode;
  /** What can be done with it, at the end of the line. */
  children?: ReactNode;
}

/** The head of a conversation: the sidebar's button, its title, its agent. */
export function ConversationHeader(props: ConversationHeaderProps) {
  const { title, agent, scrolled, renaming, onRenaming, onRename, marks, children } = props;
  const t = useTranslations('chat');
  const { sidebarOpen, toggleSidebar, openDrawer } = useFrame();
  const sidebarKeys = useShortcutKeys('sidebar');
  const [focused, setFocused] = useState(false);
  return (
    <header
      data-scrolled={scrolled || undefined}
      className="conversation-head sticky top-0 z-20 flex min-h-12 shrink-0 items-center gap-1 bg-paper px-2 pt-[env(safe-area-inset-top)] md:px-3"
    >
      <IconButton label={t('sidebar.open')} className="md:hidden" onClick={openDrawer}>
        <PanelLeft aria-hidden />
      </IconButton>
      {!sidebarOpen && (
        <>
          <IconButton
            label={t('sidebar.open')}
            shortcut={sidebarKeys}
            className="hidden md:inline-flex"
            onClick={toggleSidebar}
          >
            <PanelLeft aria-hidden />
          </IconButton>
          <NewLink className="hidden md:inline-flex" />
        </>
      )}
      <div className="flex min-w-0 flex-1 items-center">
        {agent && (
          <AgentGlyph name={agent.icon} colour={agent.colour} className="ms-2 text-faint" />
        )}
        {title !== null && (
          <h1 className={cn('min-w-0', renaming && 'flex-1')}>
            {renaming ? (
              <TitleInput
                title={title}
                className="max-w-md font-medium"
                onDone={(next, byKey) => {
                  setFocused(byKey);
                  onRenaming?.(false);
                  if (next !== null) onRename?.(next);
                }}
              />
            ) : (
              <Title title={title} focused={focused} onRename={() => onRenaming?.(true)} />
            )}
          </h1>
        )}
        {marks && <div className="flex shrink-0 items-center gap-2 px-1">{marks}</div>}
      </div>
      {children}
      {title !== null && <NewLink className="md:hidden" />}
    </header>
  );
}

interface TitleProps {
  title: string;
  /** It takes the focus: it was in the box that stood here. */
  focused: boolean;
  onRename: () => void;
}

function Title({ title, focused, onRename }: TitleProps) {
  const t = useTranslations('chat.header');
  return (
    <button
      type="button"
      ref={useFocusWhen(focused)}
      data-tip={t('rename')}
      onClick={onRename}
      className="block max-w-full truncate rounded-md px-2 py-1 text-base pointer-coarse:min-w-11 pointer-coarse:py-3 font-medium text-ink transition-colors hover:bg-tint"
      dir="auto"
    >
      {title}
      <span className="sr-only">{t('rename')}</span>
    </button>
  );
}

function NewLink({ className }: { className: string }) {
  const t = useTranslations('chat.sidebar');
  const keys = useShortcutKeys('newChat');
  return (
    <Link
      href="/"
      prefetch={false}
      aria-label={t('new')}
      aria-keyshortcuts={keys}
      data-tip={t('new')}
      data-tip-keys={keys}
      className={cn(
        'hit inline-flex size-8 pointer-coarse:size-11 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-tint hover:text-ink',
        className,
      )}
    >
      <SquarePen aria-hidden className="size-4 stroke-[1.5]" />
    </Link>
  );
}
