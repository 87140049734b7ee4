import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { cn } from '@/lib/cn';
import type { AgentField } from '@/lib/contract/agent-fields';
import { useFieldName } from './version-words';

/** A version as the list shows it. `createdAt` in Unix milliseconds. */
export interface VersionLine {
  version: number;
  byEmail: string;
  createdAt: number;
  /** What it changed; null for the first that is kept. */
  fields: AgentField[] | null;
}

interface VersionListProps {
  agentId: string;
  versions: readonly VersionLine[];
  shown: number | null;
}

/** All versions, newest first; each leads to what it changed. */
export function VersionList({ agentId, versions, shown }: VersionListProps) {
  const t = useTranslations('agents.versions');
  const nameOf = useFieldName();
  const format = useFormatter();
  return (
    <nav aria-label={t('label')}>
      <ol className="border-t border-line">
        {versions.map(({ version, byEmail, createdAt, fields }, at) => (
          <li key={version} className="border-b border-line">
            <Link
              href={`/admin/agents/${agentId}/versions?v=${version}`}
              scroll={false}
              aria-current={version === shown ? 'true' : undefined}
              className={cn(
                '-mx-2 block rounded-md px-2 py-2 transition-colors hover:bg-tint',
                version === shown && 'bg-tint',
              )}
            >
              <span className="flex items-baseline justify-between gap-3">
                <span className="text-base font-medium text-ink">
                  {t('version', { version })}
                  {at === 0 && (
                    <span className="ms-2 rounded-sm bg-press px-1.5 py-0.5 text-xs text-soft">
                      {t('now')}
                    </span>
                  )}
                </span>
                <time
                  dateTime={new Date(createdAt).toISOString()}
                  className="figures shrink-0 text-sm text-muted"
                >
                  {format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
                </time>
              </span>
              <span className="block truncate text-sm text-muted">
                {fields === null
                  ? t(version === 1 ? 'first' : 'firstKnown')
                  : fields.map(nameOf).join(', ')}
              </span>
              <span className="block truncate text-sm text-muted">{byEmail || t('server')}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
