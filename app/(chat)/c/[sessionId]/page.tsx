import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { listShares, revokeShare, shareConversation } from '@/app/(chat)/share-actions';
import { chooseBranch, rateMessage } from '@/app/(chat)/turn-actions';
import { Conversation } from '@/components/chat/conversation';
import { requireUser } from '@/lib/auth/guard';
import { readSettings } from '@/lib/db/instance-settings';
import { readConversation } from './read-conversation';
import { Trashed } from './trashed';

interface PageProps {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<{ m?: string | string[] }>;
}

/** `?m=` names the message that a link leads to. */
async function read({ params, searchParams }: PageProps) {
  const [{ sessionId }, { m }] = await Promise.all([params, searchParams]);
  return readConversation(sessionId, typeof m === 'string' ? m : null);
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const found = await read(props);
  return found ? { title: found.session.title } : {};
}

const SHARE = { create: shareConversation, list: listShares, revoke: revokeShare };
const ACTIONS = { chooseBranch, rate: rateMessage };

/** A conversation of this person. One that is absent and one of somebody else's look the same. */
export default async function ConversationPage(props: PageProps) {
  await requireUser();
  const found = await read(props);
  if (!found) notFound();
  const { session, start, agents } = found;
  const { shareLinks } = await readSettings();
  if (session.deletedAt !== null) {
    return <Trashed id={session.id} title={session.title} deletedAt={session.deletedAt} />;
  }
  return (
    <>
      <Conversation
        key={start.sessionId}
        start={start}
        item={session}
        agent={{
          name: session.agentName,
          icon: session.agentIcon,
          colour: session.agentColour,
        }}
        agents={agents}
        actions={ACTIONS}
        share={shareLinks ? SHARE : null}
      />
      <OpenInPlace messageId={start.place?.messageId} />
    </>
  );
}

/** Scrolls before the first drawing, to the end or to the linked message, so that nothing jumps. */
async function OpenInPlace({ messageId }: { messageId: string | undefined }) {
  const policy = (await headers()).get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  // Who moves by then is not brought back when the page comes to life (components/chat/follow.ts).
  const left =
    "for(const e of ['wheel','touchmove','keydown','pointerdown'])c.addEventListener(e,()=>c.setAttribute('data-left',''),{once:true,passive:true})";
  const toEnd = `const c=document.getElementById('conversation');if(c){c.scrollTop=c.scrollHeight;${left}}`;
  const toMessage = `document.getElementById('m-${messageId}')?.scrollIntoView({block:'center'})`;
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning // Browsers hide the nonce from scripts, so it never matches.
      // biome-ignore lint/security/noDangerouslySetInnerHtml: constants of this file and a checked id
      dangerouslySetInnerHTML={{ __html: `{${messageId ? toMessage : toEnd}}` }}
    />
  );
}
