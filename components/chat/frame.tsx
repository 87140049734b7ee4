'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react';
import { useShortcut } from '@/components/keys/shortcuts-context';
import { TooltipHost } from '@/components/ui/tooltip-host';
import { useActivity } from '@/lib/client/activity';
import type { ConversationActions, ConversationItem } from './conversation-item';
import { changeList, type ListChange, startList } from './conversation-list-state';
import { setChoice } from './cookie';
import { FrameContext, type FrameView } from './frame-context';
import { Sidebar } from './sidebar';
import { tried } from './tried';

const Sheet = lazy(async () => ({ default: (await import('@/components/ui/sheet')).Sheet }));

interface FrameProps {
  /** The newest page of the person's conversations. */
  items: ConversationItem[];
  actions: ConversationActions;
  now: number;
  /** The person's time zone; null before their browser has told it. */
  zone: string | null;
  sidebarOpen: boolean;
  /** The foot of the sidebar: the person's menu. */
  foot: ReactNode;
  children: ReactNode;
}

/** Sidebar and conversation side by side; on a narrow window the sidebar is a drawer. */
export function Frame({ items, actions, now, zone, foot, children, ...initial }: FrameProps) {
  const t = useTranslations('chat.sidebar');
  const [list, dispatch] = useReducer(changeList, items, startList);
  useListNews(items, dispatch);
  useZone(zone);
  const timeZone = zone ?? 'UTC';
  const [sidebarOpen, setSidebarOpen] = useState(initial.sidebarOpen);
  const [drawer, setDrawer] = useState(false);

  const oldest = list.items.at(-1);
  const loadOlder = useCallback(async () => {
    if (!oldest) return true;
    const { id, updatedAt } = oldest;
    const page = await tried(actions.list(null, { before: { id, updatedAt } }));
    if (page.ok) dispatch({ type: 'older', page: page.data });
    return page.ok;
  }, [actions, oldest]);

  const view = useMemo<FrameView>(
    () => ({
      list,
      actions,
      timeZone,
      now,
      sidebarOpen,
      toggleSidebar() {
        setSidebarOpen(!sidebarOpen);
        setChoice('sidebar', sidebarOpen ? 'closed' : 'open');
      },
      openDrawer: () => setDrawer(true),
      closeDrawer: () => setDrawer(false),
      patch: (id, change) => dispatch({ type: 'patch', id, change }),
      forget: (id) => dispatch({ type: 'remove', id }),
      restore: (item) => dispatch({ type: 'activity', items: [item] }),
      loadOlder,
    }),
    [list, actions, timeZone, now, sidebarOpen, loadOlder],
  );

  useShortcut('sidebar', () => {
    if (matchMedia('(width < 48rem)').matches) setDrawer(!drawer);
    else view.toggleSidebar();
  });

  return (
    <FrameContext value={view}>
      <div className="flex h-dvh overflow-hidden bg-paper">
        {sidebarOpen && (
          <aside
            aria-label={t('region')}
            className="hidden w-(--rail) shrink-0 flex-col border-e border-line bg-side md:flex"
          >
            <Sidebar foot={foot} />
          </aside>
        )}
        {children}
      </div>
      {drawer && (
        <Suspense>
          <Sheet open onOpenChange={setDrawer} title={t('label')}>
            <Sidebar foot={foot} />
          </Sheet>
        </Suspense>
      )}
      <TooltipHost />
    </FrameContext>
  );
}

/** The list is drawn anew by the server now and then, and hears of what happens in between. */
function useListNews(items: ConversationItem[], dispatch: (change: ListChange) => void): void {
  const drawn = useRef(items);
  useEffect(() => {
    if (drawn.current === items) return;
    drawn.current = items;
    dispatch({ type: 'newest', page: items });
  }, [items, dispatch]);
  const activity = useActivity();
  useEffect(() => {
    if (activity.size > 0) dispatch({ type: 'activity', items: activity.values() });
  }, [activity, dispatch]);
}

/** Tells the server the time zone of this browser, once and when it changes. */
function useZone(known: string | null): void {
  const router = useRouter();
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (timeZone === known) return;
    setChoice('zone', timeZone);
    router.refresh();
  }, [known, router]);
}
