'use client';

import {
  Archive,
  ChevronsUpDown,
  LogOut,
  Monitor,
  Moon,
  Settings,
  SlidersHorizontal,
  Sun,
  Trash2,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { MenuButton } from '@/components/ui/menu-button';
import { notify } from '@/components/ui/toaster';
import { setChoice } from './cookie';
import { useFrame } from './frame-context';

/** How the pages are lit. */
export type Theme = 'system' | 'light' | 'dark';

const THEMES = [
  { id: 'system', icon: Monitor },
  { id: 'light', icon: Sun },
  { id: 'dark', icon: Moon },
] as const;

interface PersonMenuProps {
  name: string;
  email: string;
  admin: boolean;
  theme: Theme;
  signOut: () => Promise<void>;
}

/** The person at the foot of the sidebar: theme, admin, sign out. */
export function PersonMenu({ name, email, admin, theme: initial, signOut }: PersonMenuProps) {
  const t = useTranslations('chat.person');
  const themes = useTranslations('settings.theme');
  const pages = useTranslations('history.pages');
  const router = useRouter();
  const { closeDrawer } = useFrame();
  const [theme, setTheme] = useState(initial);
  const visit = (page: string) => {
    closeDrawer();
    router.push(page);
  };
  const choose = (next: Theme) => {
    setTheme(next);
    setChoice('theme', next);
    document.documentElement.dataset.theme = next;
  };
  const shown = name || email;
  return (
    <MenuButton
      menuLabel={t('menu')}
      side="top"
      align="start"
      className="flex h-10 w-full min-w-0 items-center gap-2.5 rounded-md px-2 text-start text-base text-ink transition-colors hover:bg-press aria-expanded:bg-press pointer-coarse:h-11"
      header={
        <span className="block max-w-60 truncate pt-0.5 text-sm text-muted" dir="auto">
          {email}
        </span>
      }
      entries={[
        ...THEMES.map(({ id, icon: Icon }) => ({
          id,
          label: themes(id),
          icon: <Icon />,
          checked: theme === id,
          onSelect: () => choose(id),
        })),
        {
          id: 'archive',
          label: pages('archive.tab'),
          icon: <Archive />,
          divided: true,
          onSelect: () => visit('/archive'),
        },
        {
          id: 'trash',
          label: pages('trash.tab'),
          icon: <Trash2 />,
          onSelect: () => visit('/trash'),
        },
        {
          id: 'settings',
          label: t('settings'),
          icon: <Settings />,
          divided: true,
          onSelect: () => router.push('/settings'),
        },
        ...(admin
          ? [
              {
                id: 'admin',
                label: t('admin'),
                icon: <SlidersHorizontal />,
                onSelect: () => router.push('/admin'),
              },
            ]
          : []),
        {
          id: 'sign-out',
          label: t('signOut'),
          icon: <LogOut />,
          divided: true,
          onSelect: () => void signOut().catch(() => notify(t('signOutFailed'))),
        },
      ]}
    >
      <span
        aria-hidden
        className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-tint text-xs font-semibold text-accent uppercase"
      >
        {[...shown][0]}
      </span>
      <span className="sr-only">{t('menu')}</span>
      <span className="min-w-0 flex-1 truncate" dir="auto">
        {shown}
      </span>
      <ChevronsUpDown aria-hidden className="size-4 shrink-0 stroke-[1.5] text-faint" />
    </MenuButton>
  );
}
