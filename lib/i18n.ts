/**
 * The message catalogue: every text on screen. One file an area under
 * `messages/<locale>/`; a component asks for its area with `useTranslations('chat')`.
 */

import { getRequestConfig } from 'next-intl/server';
import admin from '@/messages/en/admin.json';
import auth from '@/messages/en/auth.json';
import chat from '@/messages/en/chat.json';
import common from '@/messages/en/common.json';
import errors from '@/messages/en/errors.json';
import keys from '@/messages/en/keys.json';
import settings from '@/messages/en/settings.json';

export default getRequestConfig(async () => ({
  locale: 'en',
  timeZone: 'UTC',
  messages: { admin, auth, chat, common, errors, keys, settings },
}));
