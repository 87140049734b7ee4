import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { COOKIE } from '@/components/chat/cookie';
import { partOfDay } from '@/components/chat/days';
import { NewConversation } from '@/components/chat/new-conversation';
import { NoAgents } from '@/components/chat/no-agents';
import { requireUser } from '@/lib/auth/guard';
import { listAgentsFor } from '@/lib/db/agents';
import { readSettings } from '@/lib/db/instance-settings';
import { knownZone } from './zone';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('chat.title'))('new') };
}

interface PageProps {
  searchParams: Promise<{ agent?: string | string[]; temporary?: string | string[] }>;
}

/** A new conversation, with the agent of `?agent=`, of last time, or the instance's default. */
export default async function NewConversationPage({ searchParams }: PageProps) {
  const person = await requireUser();
  const [agents, { agent, temporary }, choices, { defaultAgentId }] = await Promise.all([
    listAgentsFor(person),
    searchParams,
    cookies(),
    readSettings(),
  ]);
  const [first, ...others] = agents;
  if (!first) return <NoAgents admin={person.role === 'admin'} />;
  const wanted = [agent, choices.get(COOKIE.agent)?.value, defaultAgentId];
  const chosen = wanted.find((id) => agents.some((one) => one.id === id));
  return (
    <NewConversation
      agents={[first, ...others]}
      agentId={typeof chosen === 'string' ? chosen : null}
      greeting={await greeting(person.name)}
      temporary={temporary === '1'}
    />
  );
}

async function greeting(name: string): Promise<string> {
  const t = await getTranslations('chat.greeting');
  const zone = await knownZone();
  const first = name.trim().split(/\s+/)[0];
  return t(zone ? partOfDay(Date.now(), zone) : 'any', { name: first || 'none' });
}
