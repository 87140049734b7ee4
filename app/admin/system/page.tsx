import type { Metadata } from 'next';
import Link from 'next/link';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { BackupsPanel } from '@/components/system/backups-panel';
import { bytesText } from '@/components/system/bytes';
import { DeploymentCheck } from '@/components/system/deployment-check';
import { type Fact, FactList, SystemSection, Unfolding } from '@/components/system/fact-list';
import { Moment } from '@/components/system/moment';
import {
  CountTable,
  SettingsTable,
  UpstreamTable,
  VariableTable,
} from '@/components/system/tables';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import { commit, version } from '@/lib/upkeep/instance';
import { backUpNow, checkClock, checkKey, checkRestore, removeBackup } from './actions';
import { readSystem } from './facts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('system'))('title') };
}

/** How a run may have ended. */
const ENDS = ['completed', 'stopped', 'failed', 'interrupted'] as const;

type System = Awaited<ReturnType<typeof readSystem>>;

/** How the instance is: what it runs on, whether it does what it must, its backups. */
export default async function SystemPage() {
  await requireAdmin();
  const now = Date.now();
  const [t, system] = await Promise.all([getTranslations('system'), readSystem(now)]);
  const { upstreams, counts, variables, backups, settingsInForce } = system;
  return (
    <div className="max-w-4xl pb-16">
      <PageHeader title={t('title')} description={t('lead')} />
      <DeploymentCheck
        providers={system.providers}
        actions={{ key: checkKey, restore: checkRestore, clock: checkClock }}
      />
      <SystemSection title={t('instance')}>
        <FactList facts={await instanceFacts(system, now)} />
      </SystemSection>
      <SystemSection title={t('database')}>
        <FactList facts={await databaseFacts(system)} />
      </SystemSection>
      <SystemSection title={t('runs')}>
        <FactList facts={await runFacts(system, now)} />
      </SystemSection>
      <SystemSection title={t('upstreams.title')} lead={t('upstreams.lead')}>
        <UpstreamTable upstreams={upstreams} now={now} />
      </SystemSection>
      <SystemSection title={t('counts.title')} lead={t('counts.lead')}>
        <CountTable counts={counts} />
      </SystemSection>
      {backups ? (
        <BackupsPanel
          backups={backups}
          schedule={await schedule(system)}
          now={now}
          actions={{ make: backUpNow, remove: removeBackup }}
        />
      ) : (
        <SystemSection id="backups" title={t('backups.title')} lead={t('backups.remote')}>
          {null}
        </SystemSection>
      )}
      <SystemSection
        title={t('settings.title')}
        lead={
          <>
            {t('settings.lead')}{' '}
            <Link href="/admin/settings" className="text-accent underline underline-offset-2">
              {t('settings.change')}
            </Link>
          </>
        }
      >
        <Unfolding title={t('settings.show', { count: settingsInForce.length })}>
          <SettingsTable settings={settingsInForce} />
        </Unfolding>
      </SystemSection>
      <SystemSection title={t('variables.title')} lead={t('variables.lead')}>
        <Unfolding title={t('variables.show', { count: variables.length })}>
          <VariableTable variables={variables} />
        </Unfolding>
      </SystemSection>
    </div>
  );
}

async function instanceFacts({ instances }: System, now: number): Promise<Fact[]> {
  const [t, format] = await Promise.all([getTranslations('system.facts'), getFormatter()]);
  const startedAt = now - process.uptime() * 1000;
  return [
    { name: t('version'), value: version() || t('unknown') },
    { name: t('commit'), value: commit()?.slice(0, 12) ?? t('unknown') },
    { name: t('node'), value: process.versions.node },
    { name: t('started'), value: <Moment at={startedAt} now={now} /> },
    {
      name: t('instances'),
      value: t('instancesSeen', {
        count: instances.length,
        hosts: format.list([...new Set(instances.map(({ host }) => host))]),
      }),
    },
  ];
}

async function databaseFacts({ database, disk }: System): Promise<Fact[]> {
  const [t, locale] = await Promise.all([getTranslations('system.facts'), getLocale()]);
  const size = (bytes: number | null) => (bytes === null ? t('remote') : bytesText(bytes, locale));
  const { applied, pending } = database.migrations;
  return [
    { name: t('kind'), value: t(`kinds.${database.kind}`) },
    { name: t('sqlite'), value: database.sqliteVersion },
    { name: t('size'), value: size(database.fileBytes) },
    { name: t('wal'), value: size(database.walBytes) },
    {
      name: t('migrations'),
      value: t('migrated', { applied: applied.length, pending: pending.length }),
    },
    {
      name: t('disk'),
      value: disk
        ? t('diskFree', {
            free: bytesText(disk.free, locale),
            total: bytesText(disk.total, locale),
          })
        : t('remote'),
    },
  ];
}

async function runFacts({ runs }: System, now: number): Promise<Fact[]> {
  const t = await getTranslations('system.facts');
  const { oldest, states } = runs;
  return [
    { name: t('running'), value: t('count', { count: runs.running }) },
    {
      name: t('oldest'),
      value: oldest ? (
        <>
          {oldest.agent} · <Moment at={oldest.startedAt} now={now} />
        </>
      ) : (
        t('none')
      ),
    },
    ...ENDS.map((end) => {
      const count = states.find(({ status }) => status === end)?.count ?? 0;
      return {
        name: t(`states.${end}`),
        value: t(runs.more ? 'countOrMore' : 'count', { count }),
      };
    }),
  ];
}

async function schedule({ settings, lastBackup, backups }: System): Promise<string> {
  const [t, format] = await Promise.all([getTranslations('system.backups'), getFormatter()]);
  const { backupEveryHours, backupsKept } = settings;
  if (backupEveryHours === null) return t('unscheduled');
  const next = lastBackup === null ? Date.now() : lastBackup + backupEveryHours * 3_600_000;
  const when = format.dateTime(Math.max(next, Date.now()), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const kept = { hours: backupEveryHours, kept: backupsKept, next: `${when} UTC` };
  return t(backups === null ? 'remote' : 'scheduled', kept);
}
