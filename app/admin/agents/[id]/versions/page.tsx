import { History } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { restoreVersion } from '@/app/admin/agents/actions';
import { RestoreButton } from '@/components/agents/restore-version';
import { VersionDiff } from '@/components/agents/version-diff';
import { type VersionLine, VersionList } from '@/components/agents/version-list';
import { BackTo } from '@/components/people/back-to';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import { cn } from '@/lib/cn';
import type { AgentSettings } from '@/lib/contract/agent';
import { changedFields } from '@/lib/contract/agent-fields';
import { type AgentVersion, KEPT_VERSIONS, listVersions } from '@/lib/db/agent-versions';
import { getAgentSettings } from '@/lib/db/agents';
import { listGroups } from '@/lib/db/groups';
import { nameEach } from '@/lib/db/people';

interface VersionsPageProps {
  params: Promise<{ id: string }>;
  /** `v`: the version that is shown; `with=now`: compared with what is stored. */
  searchParams: Promise<{ v?: string | string[]; with?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('agents.versions'))('title') };
}

/** What an agent was after each change, what each changed, and the way back. */
export default async function VersionsPage({ params, searchParams }: VersionsPageProps) {
  await requireAdmin();
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const [found, versions, t] = await Promise.all([
    getAgentSettings(id),
    listVersions(id),
    getTranslations('agents.versions'),
  ]);
  if (!found) notFound();
  const shown = versions.find(({ version }) => String(version) === query.v);
  const { name, updatedAt } = found.agent;
  return (
    <div className="max-w-6xl pb-16">
      <BackTo href={`/admin/agents/${id}`}>{name}</BackTo>
      <PageHeader title={t('title')} description={t('lead', { count: KEPT_VERSIONS })} />
      {versions.length === 0 ? (
        <EmptyState icon={<History />} title={t('empty')}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-[22rem_minmax(0,1fr)]">
          <div className={cn(shown && 'max-lg:order-2')}>
            <VersionList agentId={id} versions={linesOf(versions)} shown={shown?.version ?? null} />
          </div>
          {shown ? (
            <Shown
              agent={{ id, updatedAt }}
              shown={shown}
              before={versions[versions.indexOf(shown) + 1]?.settings ?? null}
              now={found.settings}
              withNow={query.with === 'now'}
            />
          ) : (
            <p className="text-base text-muted max-lg:hidden">{t('pick')}</p>
          )}
        </div>
      )}
    </div>
  );
}

interface ShownProps {
  agent: { id: string; updatedAt: number };
  shown: AgentVersion;
  /** The version before it, if that is kept. */
  before: AgentSettings | null;
  now: AgentSettings;
  withNow: boolean;
}

async function Shown({ agent, shown, before, now, withNow }: ShownProps) {
  const [t, names] = await Promise.all([
    getTranslations('agents.versions'),
    namesIn([shown.settings, now, ...(before ? [before] : [])]),
  ]);
  const isNow = changedFields(shown.settings, now).length === 0;
  const compared = withNow || before === null;
  const href = `/admin/agents/${agent.id}/versions?v=${shown.version}`;
  return (
    <section aria-labelledby="shown-version" className="flex min-w-0 flex-col gap-5">
      <h2 id="shown-version" className="text-md font-semibold text-ink">
        {t('version', { version: shown.version })}
      </h2>
      <nav aria-label={t('compareLabel')} className="flex gap-4 border-b border-line">
        {before && <Choice href={href} words={t('before')} current={!compared} />}
        <Choice href={`${href}&with=now`} words={t('compare')} current={compared} />
      </nav>
      {compared && isNow ? (
        <p className="text-base text-muted">{t('same')}</p>
      ) : (
        <VersionDiff
          before={compared ? now : (before ?? now)}
          after={shown.settings}
          names={names}
        />
      )}
      {!isNow && (
        <div className="border-t border-line pt-5">
          <RestoreButton
            key={shown.version}
            agentId={agent.id}
            version={shown.version}
            seenAt={agent.updatedAt}
            restore={restoreVersion}
          />
        </div>
      )}
    </section>
  );
}

function Choice({ href, words, current }: { href: string; words: string; current: boolean }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={current ? 'true' : undefined}
      className={cn(
        'hit -mb-px flex h-8 items-center border-b-2 text-sm font-medium transition-colors hover:text-ink',
        current ? 'border-ink text-ink' : 'border-transparent text-muted',
      )}
    >
      {words}
    </Link>
  );
}

function linesOf(versions: readonly AgentVersion[]): VersionLine[] {
  return versions.map(({ version, byEmail, createdAt, settings }, at) => {
    const before = versions[at + 1]?.settings;
    const fields = before ? changedFields(before, settings).map(({ field }) => field) : null;
    return { version, byEmail, createdAt, fields };
  });
}

async function namesIn(states: readonly AgentSettings[]): Promise<Map<string, string>> {
  const [people, groups] = await Promise.all([
    nameEach([...new Set(states.flatMap((state) => state.people))]),
    listGroups(),
  ]);
  return new Map([
    ...people.map(({ id, email }) => [id, email] as const),
    ...groups.map(({ id, name }) => [id, name] as const),
  ]);
}
