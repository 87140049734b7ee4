'use client';

/**
 * What happens in a person's conversations, wherever it happens: read by the sidebar
 * and by the open conversation.
 */

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { SessionActivity } from '@/lib/contract/conversation-item';
import { listen } from './activity-stream';

type Activities = ReadonlyMap<string, SessionActivity>;

const ActivityContext = createContext<Activities>(new Map());
const UpdatedContext = createContext(false);

/** All conversations that something happened in since the page was opened, by id. */
export function useActivity(): Activities {
  return useContext(ActivityContext);
}

/** What happened in one conversation; undefined while nothing has. */
export function useSessionActivity(sessionId: string | null): SessionActivity | undefined {
  const activities = useContext(ActivityContext);
  return sessionId === null ? undefined : activities.get(sessionId);
}

/** Whether the server serves a newer build than this page is of. */
export function useUpdated(): boolean {
  return useContext(UpdatedContext);
}

/** Listens, as long as it is on the page and the tab is looked at. */
export function ActivityProvider({ children }: { children: ReactNode }) {
  const [activities, setActivities] = useState<Activities>(new Map());
  const [updated, setUpdated] = useState(false);
  useEffect(
    () =>
      listen({
        onActivity: (activity) =>
          setActivities((known) => new Map(known).set(activity.id, activity)),
        onUpdate: () => setUpdated(true),
      }),
    [],
  );
  return (
    <ActivityContext value={activities}>
      <UpdatedContext value={updated}>{children}</UpdatedContext>
    </ActivityContext>
  );
}
