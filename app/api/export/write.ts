import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { traceWords } from '@/components/chat/trace-words';
import { ARCHIVE_FORMAT, ARCHIVE_VERSION, type ArchivedConversation } from '@/lib/contract/archive';
import { joinContinued } from '@/lib/contract/continued';
import {
  conversationAsMarkdown,
  type Transcript,
  transcriptWords,
} from '@/lib/contract/transcript';
import { shownBranch } from '@/lib/db/archive';
import { conversationAsHtml } from '@/lib/export/document';
import { markdownToHtml } from '@/lib/export/markdown-html';
import type { ExportFormat } from '@/lib/export/names';

/** The start of an archive's JSON, up to its list. */
export function archiveHead(now: number): string {
  const about = { format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION, exportedAt: now };
  return `${JSON.stringify(about).slice(0, -1)},"conversations":[`;
}

/** Makes the function that writes a conversation in a format, in the reader's language. */
export async function conversationWriter(
  format: ExportFormat,
  options: { withTrace: boolean; now: number },
): Promise<(conversation: ArchivedConversation) => string> {
  const [t, chat, reading, dates, locale] = await Promise.all([
    getTranslations('keeping.transcript'),
    getTranslations('chat'),
    getTranslations('reading'),
    getFormatter(),
    getLocale(),
  ]);
  const words = transcriptWords(t, traceWords({ chat, reading, number: dates.number }));
  const date = (time: number) => dates.dateTime(time, { dateStyle: 'long', timeStyle: 'short' });
  const transcript = (conversation: ArchivedConversation): Transcript => ({
    title: conversation.title,
    facts: [
      t('agentFact', { name: conversation.agent.name }),
      t('madeFact', { date: date(conversation.createdAt) }),
      t('exportedFact', { date: date(options.now) }),
    ],
    speakers: { person: t('you'), agent: conversation.agent.name },
    messages: joinContinued(shownBranch(conversation.messages, conversation.headId)),
  });
  const toHtml = markdownToHtml((image) => t('image', image));
  const write = {
    json: (conversation: ArchivedConversation) => JSON.stringify(conversation),
    md: (conversation: ArchivedConversation) =>
      conversationAsMarkdown(transcript(conversation), words),
    html: (conversation: ArchivedConversation) =>
      conversationAsHtml(transcript(conversation), { words, locale, toHtml }),
  };
  return (conversation) =>
    write[format](options.withTrace ? conversation : withoutTrace(conversation));
}

function withoutTrace(conversation: ArchivedConversation): ArchivedConversation {
  const messages = conversation.messages.map(({ durationMs, firstEventMs, ...message }) => ({
    ...message,
    parts: message.parts.filter((part) => part.type === 'text'),
  }));
  return { ...conversation, messages };
}
