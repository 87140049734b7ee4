'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import type { PlatformAgent } from '@/lib/contract/platform';

/** From so many on, finding one by looking takes too long. */
const FILTER_FROM = 10;

interface PlatformFreshProps {
  agents: readonly PlatformAgent[];
  /** Ids there. */
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Agents that are there and not here: picked to be added. */
export function PlatformFresh({ agents, chosen, onChange }: PlatformFreshProps) {
  const t = useTranslations('agents.platform');
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const shown = agents.filter(({ id, name }) => `${name}\n${id}`.toLowerCase().includes(wanted));
  const all = shown.length > 0 && shown.every(({ id }) => chosen.has(id));
  const set = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    onChange(next);
  };
  return (
    <section aria-labelledby="platform-fresh" className="flex flex-col gap-3">
      <h2 id="platform-fresh" className="text-md font-semibold text-ink">
        {t('fresh', { count: agents.length })}
      </h2>
      {agents.length === 0 && <p className="text-base text-muted">{t('freshEmpty')}</p>}
      {agents.length >= FILTER_FROM && (
        <Input
          type="search"
          aria-label={t('filter')}
          placeholder={t('filter')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {agents.length > 0 && shown.length === 0 && (
        <p role="status" className="text-base text-muted">
          {t('filterNone')}
        </p>
      )}
      {shown.length > 0 && (
        <ul className="border-t border-line">
          {shown.length > 1 && (
            <li className="border-b border-line">
              <label
                htmlFor="platform-all"
                className="flex min-h-10 cursor-pointer items-center gap-3 text-sm text-muted pointer-coarse:min-h-11"
              >
                <Checkbox
                  id="platform-all"
                  checked={all}
                  onChange={(event) =>
                    set(
                      shown.map(({ id }) => id),
                      event.target.checked,
                    )
                  }
                />
                {t('all', { count: shown.length })}
              </label>
            </li>
          )}
          {shown.map((agent) => (
            <Row
              key={agent.id}
              agent={agent}
              checked={chosen.has(agent.id)}
              onChange={(on) => set([agent.id], on)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RowProps {
  agent: PlatformAgent;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Row({ agent: { id, name, model, agentType }, checked, onChange }: RowProps) {
  return (
    <li className="border-b border-line">
      <label
        htmlFor={`platform-${id}`}
        className="flex min-h-11 cursor-pointer items-center gap-3 py-1.5"
      >
        <Checkbox
          id={`platform-${id}`}
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate text-base font-medium text-ink">
            {name}
          </span>
          <span translate="no" className="block truncate text-sm text-muted">
            <span className="font-mono">{id}</span>
            {[model, agentType].filter(Boolean).map((word) => ` · ${word}`)}
          </span>
        </span>
      </label>
    </li>
  );
}
