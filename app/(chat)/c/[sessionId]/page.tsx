import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { listShares, revokeShare, shareConversation } from '@/app/(chat)/share-actions';
import { Conversation } from '@/components/chat/conversation';
import { requireUser } from '@/lib/auth/guard';
import { isId } from '@/lib/contract/ids';
import { redactParts } from '@/lib/contract/visibility';
import { listQueue } from '@/lib/db/queue';
import { getConversation, traceVisibilityOf } from '@/lib/db/sessions';
import { Trashed } from './trashed';

const SHARE = { create: shareConversation, list: listShares, revoke: revokeShare };

interface PageProps {
  params: Promise<{ sessionId: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { sessionId } = await params;
  const found = await findConversation(sessionId);
  return found ? { title: found.session.title } : {};
}

/** A conversation of this person. One that is absent and one of somebody else's look the same. */
export default async function ConversationPage({ params }: PageProps) {
  const { sessionId } = await params;
  const found = await findConversation(sessionId);
  if (!found) notFound();
  const { session, messages, more, runId, queue } = found;
  if (session.deletedAt !== null) {
    return <Trashed id={sessionId} title={session.title} deletedAt={session.deletedAt} />;
  }
  return (
    <>
      <Conversation
        key={sessionId}
        start={{ sessionId, agentId: session.agentId, messages, more, runId, queue }}
        title={session.title}
        agent={{ name: session.agentName, icon: session.agentIcon }}
        share={SHARE}
      />
      <OpenAtEnd />
    </>
  );
}

const findConversation = cache(async (sessionId: string) => {
  const person = await requireUser();
  if (!isId(sessionId)) return null;
  const owner = { userId: person.id, sessionId };
  const [found, setting, queue] = await Promise.all([
    getConversation(person.id, sessionId),
    traceVisibilityOf(person.id, sessionId),
    listQueue(owner),
  ]);
  if (!found || !setting) return null;
  const visibility = person.role === 'admin' ? 'full' : setting;
  const messages = found.messages.map((message) => ({
    ...message,
    parts: redactParts(message.parts, visibility),
  }));
  return { ...found, messages, queue };
});

/** Scrolls to the end before the first drawing, so that a long conversation does not jump. */
async function OpenAtEnd() {
  const policy = (await headers()).get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const script =
    "{const c=document.getElementById('conversation');if(c)c.scrollTop=c.scrollHeight}";
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning // Browsers hide the nonce from scripts, so it never matches.
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file
      dangerouslySetInnerHTML={{ __html: script }}
    />
  );
}
