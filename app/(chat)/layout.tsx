import { cookies } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { signOutHere } from '@/app/(auth)/actions';
import { keyboardChoices } from '@/app/choices';
import { AlertLink } from '@/components/admin/alert-banner';
import { COOKIE } from '@/components/chat/cookie';
import { Frame } from '@/components/chat/frame';
import { PersonMenu } from '@/components/chat/person-menu';
import { InstanceBanner } from '@/components/instance/instance-banner';
import { Shortcuts } from '@/components/keys/shortcuts';
import { CONTENT_ID, SkipLink } from '@/components/ui/skip-link';
import { UsageMeter } from '@/components/usage/meter';
import { UsageProvider } from '@/components/usage/usage-context';
import { requireUser } from '@/lib/auth/guard';
import { ActivityProvider } from '@/lib/client/activity';
import { listAlerts } from '@/lib/db/alerts';
import { readSettings } from '@/lib/db/instance-settings';
import { listPinned, listSessions } from '@/lib/db/session-lists';
import { readStandings } from '@/lib/db/standings';
import { listTags } from '@/lib/db/tags';
import { runLimits } from '@/lib/limits/run-limits';
import {
  archiveConversation,
  listConversations,
  listPinnedConversations,
  pinConversation,
  removeConversations,
  renameConversation,
  restoreConversations,
} from './actions';
import { assignTags, dropTag, editTag, makeTag } from './tag-actions';
import { knownZone } from './zone';

const ACTIONS = {
  list: listConversations,
  listAnew: listPinnedConversations,
  rename: renameConversation,
  pin: pinConversation,
  archive: archiveConversation,
  remove: removeConversations,
  restore: restoreConversations,
  tags: { make: makeTag, edit: editTag, drop: dropTag, assign: assignTags },
};

/** The frame of all conversations. Each page asks for the person itself, too. */
export default async function ChatLayout({ children }: { children: ReactNode }) {
  const person = await requireUser();
  const [pinned, page, tags, alerts, zone, choices, keyboard, { banner }, texts, standings] =
    await Promise.all([
      listPinned(person.id),
      listSessions(person.id),
      listTags(person.id),
      person.role === 'admin' ? listAlerts() : [],
      knownZone(),
      cookies(),
      keyboardChoices(),
      readSettings(),
      getMessages(),
      readStandings({ userId: person.id, now: Date.now() }, runLimits.start),
    ]);
  const { chat, common, history, keeping, keys, reading, settings, turns, usage } = texts;
  const theme = choices.get(COOKIE.theme)?.value;
  return (
    <NextIntlClientProvider
      messages={{ chat, common, history, keeping, keys, reading, settings, turns, usage }}
    >
      <Shortcuts {...keyboard}>
        <ActivityProvider>
          <UsageProvider standings={standings}>
            <SkipLink>{(await getTranslations('common'))('skip')}</SkipLink>
            <Frame
              start={{ pinned, page, tags }}
              actions={ACTIONS}
              personId={person.id}
              now={Date.now()}
              zone={zone}
              sidebarOpen={choices.get(COOKIE.sidebar)?.value !== 'closed'}
              foot={
                <>
                  <AlertLink count={alerts.length} />
                  <UsageMeter />
                  <PersonMenu
                    name={person.name}
                    email={person.email}
                    admin={person.role === 'admin'}
                    theme={theme === 'light' || theme === 'dark' ? theme : 'system'}
                    signOut={signOutHere}
                  />
                </>
              }
            >
              <div id={CONTENT_ID} tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
                <InstanceBanner text={banner} />
                {children}
              </div>
            </Frame>
          </UsageProvider>
        </ActivityProvider>
      </Shortcuts>
    </NextIntlClientProvider>
  );
}
