'use client';

import { useParams } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ConversationItem } from './conversation-item';
import { ConversationRow } from './conversation-row';
import { type DayGroup, groupByDay } from './days';
import { useFrame } from './frame-context';
import { useDrafts } from './use-drafts';

/** The person's conversations by day; older pages come when the end comes into sight. */
export function ConversationList() {
  const t = useTranslations('chat.sidebar');
  const { list, now: drawnAt, timeZone } = useFrame();
  const now = useToday(drawnAt);
  const { sessionId } = useParams();
  const drafts = useDrafts(list.items);
  const pinned = useMemo(() => list.items.filter((item) => item.pinned), [list.items]);
  const groups = useMemo(() => {
    const rest = list.items.filter((item) => !item.pinned);
    return groupByDay(rest, Math.max(now, rest[0]?.updatedAt ?? 0), timeZone);
  }, [list.items, now, timeZone]);
  const row = (item: ConversationItem) => (
    <ConversationRow
      key={item.id}
      item={item}
      current={item.id === sessionId}
      draft={drafts.has(item.id)}
    />
  );
  if (list.items.length === 0 && !list.more) {
    return <p className="px-2 py-1 text-sm text-muted">{t('empty')}</p>;
  }
  return (
    <>
      {pinned.length > 0 && <Pinned>{pinned.map(row)}</Pinned>}
      {groups.map((group) => (
        <section key={group.key} aria-labelledby={`day-${group.key}`} className="pt-3 first:pt-1">
          <DayHeading group={group} />
          <ul>{group.items.map(row)}</ul>
        </section>
      ))}
      {list.more && <Older />}
    </>
  );
}

/** How often the list looks whether a day has passed, in milliseconds. */
const LOOK_MS = 600_000;

/** The time by which days are told: a page that is left open overnight must not call yesterday today. */
function useToday(drawnAt: number): number {
  const [now, setNow] = useState(drawnAt);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(now, drawnAt);
}

function Pinned({ children }: { children: ReactNode }) {
  const t = useTranslations('history');
  return (
    <section aria-labelledby="day-pinned" className="pt-3 first:pt-1">
      <h2 id="day-pinned" className="px-2 pb-1 text-xs font-medium text-muted">
        {t('pinned')}
      </h2>
      <ul>{children}</ul>
    </section>
  );
}

function DayHeading({ group }: { group: DayGroup<unknown> }) {
  const t = useTranslations('chat.sidebar.day');
  const format = useFormatter();
  const { day } = group;
  return (
    <h2 id={`day-${group.key}`} className="px-2 pb-1 text-xs font-medium text-muted">
      {typeof day === 'string'
        ? t(day)
        : format.dateTime(day.month, { year: 'numeric', month: 'long', timeZone: 'UTC' })}
    </h2>
  );
}

/** The end of what is loaded: reads on when scrolled to, and by button where that fails. */
function Older() {
  const t = useTranslations('chat.sidebar');
  const { loadOlder } = useFrame();
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const end = useRef<HTMLDivElement>(null);
  const load = useCallback(async () => {
    setState('loading');
    setState((await loadOlder()) ? 'idle' : 'failed');
  }, [loadOlder]);
  useEffect(() => {
    const element = end.current;
    if (!element || state !== 'idle') return;
    const seen = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && void load(),
      { rootMargin: '200px' },
    );
    seen.observe(element);
    return () => seen.disconnect();
  }, [state, load]);
  return (
    <div ref={end} className="px-2 pt-3">
      {state === 'failed' && <p className="pb-2 text-sm text-muted">{t('olderFailed')}</p>}
      <Button
        size="sm"
        variant="ghost"
        className="-mx-2.5"
        disabled={state === 'loading'}
        onClick={() => void load()}
      >
        {state === 'loading' ? t('loadingOlder') : t('older')}
      </Button>
    </div>
  );
}
