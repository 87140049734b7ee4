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
import type { Tag } from '@/lib/contract/tag';
import type { ConversationActions } from './conversation-item';
import { changeList, type ListChange, type NewestPage, startList } from './conversation-list-state';
import { setChoice } from './cookie';
import { FrameContext, type FrameView } from './frame-context';
import { Sidebar } from './sidebar';
import { tried } from './tried';
import { useKeyboardRoom } from './use-keyboard-room';

const Sheet = lazy(async () => ({ default: (await import('@/components/ui/sheet')).Sheet }));

interface FrameProps {
  /** What the sidebar begins with, and the person's tags. */
  start: NewestPage & { tags: Tag[] };
  actions: ConversationActions;
  personId: string;
  now: number;
  /** The person's time zone; null before their browser has told it. */
  zone: string | null;
  sidebarOpen: boolean;
  /** The foot of the sidebar: the person's menu. */
  foot: ReactNode;
  children: ReactNode;
}

/** Sidebar and conversation side by side; on a narrow window the sidebar is a drawer. */
export function Frame({
  start,
  actions,
  personId,
  now,
  zone,
  foot,
  children,
  ...initial
}: FrameProps) {
  const t = useTranslations('chat.sidebar');
  const [list, dispatch] = useReducer(changeList, start, startList);
  const [tags, setTags] = useState(start.tags);
  useListNews(start, dispatch);
  useFreshTags(start.tags, setTags);
  useZone(zone);
  useKeyboardRoom();
  const timeZone = zone ?? 'UTC';
  const [sidebarOpen, setSidebarOpen] = useState(initial.sidebarOpen);
  const [drawer, setDrawer] = useState(false);

  const { end } = list;
  const loadOlder = useCallback(async () => {
    if (!end) return true;
    const { id, updatedAt } = end;
    const page = await tried(actions.list(null, { before: { id, updatedAt } }));
    if (page.ok) dispatch({ type: 'older', page: page.data });
    return page.ok;
  }, [actions, end]);

  const view = useMemo<FrameView>(
    () => ({
      personId,
      list,
      tags,
      setTags,
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
      async reload() {
        const anew = await tried(actions.listAnew(null, { all: true }));
        if (anew.ok) dispatch({ type: 'newest', ...anew.data });
      },
      loadOlder,
    }),
    [personId, list, tags, actions, timeZone, now, sidebarOpen, loadOlder],
  );

  useShortcut('sidebar', () => {
    if (matchMedia('(width < 48rem)').matches) setDrawer(!drawer);
    else view.toggleSidebar();
  });

  return (
    <FrameContext value={view}>
      <div className="flex h-[calc(100dvh-var(--covered,0px))] overflow-hidden bg-paper">
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
function useListNews(start: NewestPage, dispatch: (change: ListChange) => void): void {
  const drawn = useRef(start);
  useEffect(() => {
    if (drawn.current.page === start.page) return;
    drawn.current = start;
    dispatch({ type: 'newest', pinned: start.pinned, page: start.page });
  }, [start, dispatch]);
  const activity = useActivity();
  const heard = useRef(activity);
  useEffect(() => {
    // Only what is new: saying old news again would undo what was done here since.
    const news = [...activity.values()].filter((one) => heard.current.get(one.id) !== one);
    heard.current = activity;
    if (news.length > 0) dispatch({ type: 'activity', items: news });
  }, [activity, dispatch]);
}

/** The server's newer drawing of the tags counts: they may have been changed in another tab. */
function useFreshTags(drawn: Tag[], setTags: (tags: Tag[]) => void): void {
  const before = useRef(drawn);
  useEffect(() => {
    if (before.current !== drawn) setTags(drawn);
    before.current = drawn;
  }, [drawn, setTags]);
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
