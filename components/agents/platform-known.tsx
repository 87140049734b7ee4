'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import type { LinkedAgent, PlatformChange, PlatformComparison } from '@/lib/contract/platform';

type Chosen = ReadonlySet<string>;

interface PlatformKnownProps {
  comparison: PlatformComparison;
  /** Ids here. */
  take: Chosen;
  archive: Chosen;
  onTake: (chosen: Chosen) => void;
  onArchive: (chosen: Chosen) => void;
}

/** Agents that are here: what changed there, and which are not listed any more. */
export function PlatformKnown(props: PlatformKnownProps) {
  const { comparison, take, archive, onTake, onArchive } = props;
  const t = useTranslations('agents.platform');
  const { changed, gone } = comparison;
  return (
    <>
      {changed.length > 0 && (
        <section aria-labelledby="platform-changed" className="flex flex-col gap-3">
          <h2 id="platform-changed" className="text-md font-semibold text-ink">
            {t('changed', { count: changed.length })}
          </h2>
          <ul className="border-t border-line">
            {changed.map(({ agent, changes }) => (
              <Row
                key={agent.id}
                agent={agent}
                label={t('take', { name: agent.name })}
                chosen={take}
                onChange={onTake}
              >
                {changes.map((change) => (
                  <Change key={change.field} change={change} />
                ))}
              </Row>
            ))}
          </ul>
        </section>
      )}
      {gone.length > 0 && (
        <section aria-labelledby="platform-gone" className="flex flex-col gap-3">
          <div>
            <h2 id="platform-gone" className="text-md font-semibold text-ink">
              {t('gone', { count: gone.length })}
            </h2>
            <p className="mt-1 text-sm text-muted">{t('goneHelp')}</p>
          </div>
          <ul className="border-t border-line">
            {gone.map((agent) => (
              <Row
                key={agent.id}
                agent={agent}
                label={t('archive', { name: agent.name })}
                chosen={archive}
                onChange={onArchive}
              >
                <span className="block truncate font-mono text-sm text-muted">
                  {agent.upstreamAgentId}
                </span>
              </Row>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Change({ change: { field, before, after } }: { change: PlatformChange }) {
  const t = useTranslations('agents.platform');
  return (
    <span className="block text-sm wrap-anywhere text-muted">
      {t('change', {
        field: t(`fields.${field}`),
        before: before || t('nothing'),
        after: after || t('nothing'),
      })}
    </span>
  );
}

interface RowProps {
  agent: LinkedAgent;
  /** What choosing it does. */
  label: string;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  children: ReactNode;
}

function Row({ agent: { id }, label, chosen, onChange, children }: RowProps) {
  return (
    <li className="flex items-start gap-3 border-b border-line py-2">
      <Checkbox
        id={`known-${id}`}
        className="mt-0.5"
        checked={chosen.has(id)}
        onChange={(event) => {
          const next = new Set(chosen);
          if (event.target.checked) next.add(id);
          else next.delete(id);
          onChange(next);
        }}
      />
      <div className="min-w-0 flex-1">
        <label htmlFor={`known-${id}`} className="block cursor-pointer text-base text-ink">
          {label}
        </label>
        {children}
      </div>
    </li>
  );
}
