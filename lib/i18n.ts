/**
 * The message catalogue: every text on screen. One file an area under
 * `messages/<locale>/`; a component asks for its area with `useTranslations('chat')`.
 */

import { getRequestConfig } from 'next-intl/server';
import { plainMessage } from '@/lib/contract/plain-message';
import { readSettings } from '@/lib/db/instance-settings';
import { log } from '@/lib/log';
import admin from '@/messages/en/admin.json';
import audit from '@/messages/en/audit.json';
import auth from '@/messages/en/auth.json';
import chat from '@/messages/en/chat.json';
import common from '@/messages/en/common.json';
import dashboard from '@/messages/en/dashboard.json';
import errors from '@/messages/en/errors.json';
import feedback from '@/messages/en/feedback.json';
import history from '@/messages/en/history.json';
import instance from '@/messages/en/instance.json';
import keeping from '@/messages/en/keeping.json';
import keys from '@/messages/en/keys.json';
import people from '@/messages/en/people.json';
import reading from '@/messages/en/reading.json';
import settings from '@/messages/en/settings.json';
import system from '@/messages/en/system.json';
import turns from '@/messages/en/turns.json';
import usage from '@/messages/en/usage.json';

export default getRequestConfig(async () => ({
  locale: 'en',
  timeZone: 'UTC',
  messages: {
    admin,
    audit,
    auth,
    chat,
    common: { ...common, appName: plainMessage(await instanceName()) },
    dashboard,
    errors,
    feedback,
    history,
    instance,
    keeping,
    keys,
    people,
    reading,
    settings,
    system,
    turns,
    usage,
  },
}));

/** What the instance is called. A page that says what is wrong with the database needs it, too. */
async function instanceName(): Promise<string> {
  try {
    return (await readSettings()).name;
  } catch (error) {
    log.warn('instance_name_unread', { error });
    return common.appName;
  }
}
