import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getFormatter, getMessages, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { PrintNow } from '@/components/chat/print-now';
import { SharedConversation } from '@/components/chat/shared-conversation';
import { requireUser } from '@/lib/auth/guard';
import { isId } from '@/lib/contract/ids';
import { redactParts } from '@/lib/contract/visibility';
import { getConversation, traceVisibilityOf } from '@/lib/db/sessions';

interface PageProps {
  params: Promise<{ sessionId: string }>;
}

/** More would keep a browser busy for minutes; such conversations are saved as a file. */
const MAX_PRINTED_MESSAGES = 2000;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const found = await findConversation((await params).sessionId);
  return found ? { title: { absolute: found.session.title } } : {};
}

/** A whole conversation of this person on one page, for paper. */
export default async function PrintPage({ params }: PageProps) {
  const found = await findConversation((await params).sessionId);
  if (!found) notFound();
  const { session, messages } = found;
  const [t, dates, { chat, common, keeping, reading }] = await Promise.all([
    getTranslations('keeping.print'),
    getFormatter(),
    getMessages(),
  ]);
  const date = dates.dateTime(session.updatedAt, { dateStyle: 'long' });
  return (
    <NextIntlClientProvider messages={{ chat, common, keeping, reading }}>
      <SharedConversation
        title={session.title}
        facts={t('facts', { agent: session.agentName, date })}
        agent={{ name: session.agentName, icon: session.agentIcon }}
        messages={messages}
      >
        <PrintNow />
      </SharedConversation>
    </NextIntlClientProvider>
  );
}

const findConversation = cache(async (sessionId: string) => {
  const person = await requireUser();
  if (!isId(sessionId)) return null;
  const [found, setting] = await Promise.all([
    getConversation(person.id, sessionId, { limit: MAX_PRINTED_MESSAGES }),
    traceVisibilityOf(person.id, sessionId),
  ]);
  if (!found || !setting) return null;
  const visibility = person.role === 'admin' ? 'full' : setting;
  const messages = found.messages.map((message) => ({
    ...message,
    parts: redactParts(message.parts, visibility),
  }));
  return { ...found, messages };
});
