import { cookies } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { signOutHere } from '@/app/(auth)/actions';
import { keyboardChoices } from '@/app/choices';
import { AlertLink } from '@/components/admin/alert-banner';
import { COOKIE } from '@/components/chat/cookie';
import { Frame } from '@/components/chat/frame';
import { PersonMenu } from '@/components/chat/person-menu';
import { InstanceBanner } from '@/components/instance/instance-banner';
import { Shortcuts } from '@/components/keys/shortcuts';
import { requireUser } from '@/lib/auth/guard';
import { ActivityProvider } from '@/lib/client/activity';
import { listAlerts } from '@/lib/db/alerts';
import { readSettings } from '@/lib/db/instance-settings';
import { listSessions } from '@/lib/db/session-lists';
import { listConversations, removeConversation, renameConversation } from './actions';
import { knownZone } from './zone';

const ACTIONS = {
  list: listConversations,
  rename: renameConversation,
  remove: removeConversation,
};

/** The frame of all conversations. Each page asks for the person itself, too. */
export default async function ChatLayout({ children }: { children: ReactNode }) {
  const person = await requireUser();
  const [
    items,
    alerts,
    zone,
    choices,
    keyboard,
    { banner },
    { chat, common, keeping, keys, reading, settings },
  ] = await Promise.all([
    listSessions(person.id),
    person.role === 'admin' ? listAlerts() : [],
    knownZone(),
    cookies(),
    keyboardChoices(),
    readSettings(),
    getMessages(),
  ]);
  const theme = choices.get(COOKIE.theme)?.value;
  return (
    <NextIntlClientProvider messages={{ chat, common, keeping, keys, reading, settings }}>
      <Shortcuts {...keyboard}>
        <ActivityProvider>
          <Frame
            items={items}
            actions={ACTIONS}
            now={Date.now()}
            zone={zone}
            sidebarOpen={choices.get(COOKIE.sidebar)?.value !== 'closed'}
            foot={
              <>
                <AlertLink count={alerts.length} />
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
            <div className="flex min-w-0 flex-1 flex-col">
              <InstanceBanner text={banner} />
              {children}
            </div>
          </Frame>
        </ActivityProvider>
      </Shortcuts>
    </NextIntlClientProvider>
  );
}
