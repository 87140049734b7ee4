/**
 * The message catalogue: every text on screen. One file an area under
 * `messages/<locale>/`; a component asks for its area with `useTranslations('chat')`.
 */

import { cookies } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { plainMessage } from '@/lib/contract/plain-message';
import { readSettings } from '@/lib/db/instance-settings';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { PSEUDO_LOCALES, type PseudoLocale, pseudoCatalogue } from '@/lib/pseudo-locale';
import admin from '@/messages/en/admin.json';
import agents from '@/messages/en/agents.json';
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

export default getRequestConfig(async () => {
  const catalogue = await english();
  const pseudo = await pseudoLocale();
  return {
    locale: pseudo ?? 'en',
    timeZone: 'UTC',
    messages: pseudo ? pseudoCatalogue(catalogue) : catalogue,
  };
});

async function english() {
  return {
    admin,
    agents,
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
  };
}

/** Set by tests that want to see the interface in a language nobody speaks. */
const PSEUDO_COOKIE = 'pseudo-locale';

/** The language a test asked for; null for everybody, unless the environment allows asking. */
async function pseudoLocale(): Promise<PseudoLocale | null> {
  if (env.PSEUDO_LOCALE !== 'on') return null;
  const asked = (await cookies()).get(PSEUDO_COOKIE)?.value;
  return PSEUDO_LOCALES.find((locale) => locale === asked) ?? null;
}

const RIGHT_TO_LEFT = /^(?:ar|fa|he|ur)\b/;

/** Which way a language is written. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr';
}

/** What the instance is called. A page that says what is wrong with the database needs it, too. */
async function instanceName(): Promise<string> {
  try {
    return (await readSettings()).name;
  } catch (error) {
    log.warn('instance_name_unread', { error });
    return common.appName;
  }
}
