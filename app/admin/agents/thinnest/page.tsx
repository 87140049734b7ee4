import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { PlatformFailure } from '@/components/agents/platform-failure';
import { PlatformSync } from '@/components/agents/platform-sync';
import { BackTo } from '@/components/people/back-to';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { requireAdmin } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { comparePlatform } from '@/lib/contract/platform';
import { listLinkedAgents } from '@/lib/db/agent-links';
import { listPlatformAgents, platformHost } from '@/lib/engines/thinnest-agents';
import { log } from '@/lib/log';
import { applyPlatform } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('agents.platform'))('title') };
}

/** What the platform lists, compared with the agents here. */
export default async function PlatformPage() {
  await requireAdmin();
  const host = platformHost();
  const [t, list] = await Promise.all([
    getTranslations('agents.platform'),
    getTranslations('agents.list'),
  ]);
  return (
    <div className="max-w-4xl pb-16">
      <BackTo href="/admin">{list('backToList')}</BackTo>
      <PageHeader title={t('title')} description={t('lead', { host })} />
      <Suspense fallback={<Asking words={t('asking', { host })} />}>
        <Compared host={host} />
      </Suspense>
    </div>
  );
}

async function Compared({ host }: { host: string }) {
  const asked = await ask();
  if ('failure' in asked) {
    const { code, detail } = asked.failure;
    return <PlatformFailure code={code} host={host} seconds={detail.retryAfterSeconds ?? null} />;
  }
  const comparison = comparePlatform(asked.agents, await listLinkedAgents(), asked.whole);
  return <PlatformSync comparison={comparison} whole={asked.whole} apply={applyPlatform} />;
}

/** What went wrong there is shown here in words; it is no failure of this page. */
async function ask() {
  try {
    return await listPlatformAgents();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn('platform_list_failed', { code: error.code, cause: error.detail.cause });
    return { failure: error };
  }
}

function Asking({ words }: { words: string }) {
  return (
    <div role="status">
      <p className="mb-4 text-base text-muted">{words}</p>
      {['w-40', 'w-56', 'w-48'].map((width) => (
        <div key={width} className="flex h-12 items-center border-t border-line">
          <Skeleton className={`h-4 ${width}`} />
        </div>
      ))}
    </div>
  );
}
