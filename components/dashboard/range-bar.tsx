'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import {
  USAGE_RANGES,
  USAGE_STEPS,
  type UsageQuery,
  usageAddress,
} from '@/lib/contract/usage-query';

interface RangeBarProps {
  query: UsageQuery;
  /** Whether bars can be hours. */
  hours: boolean;
  agents: readonly { id: string; name: string }[];
}

/** Which time, of which agent, in what steps: all of it stands in the address. */
export function RangeBar({ query, hours, agents }: RangeBarProps) {
  const t = useTranslations('dashboard.ranges');
  const router = useRouter();
  const custom = query.range === 'custom';
  return (
    <div className="flex flex-col gap-3 pb-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Choices
          label={t('label')}
          choices={USAGE_RANGES.map((range) => ({
            label: t(range),
            href: usageAddress(query, { range, step: 'day' }),
            on: range === query.range,
          }))}
        />
        {hours && query.range !== '24h' && (
          <Choices
            label={t('by')}
            choices={USAGE_STEPS.map((step) => ({
              label: t(step),
              href: usageAddress(query, { step }),
              on: step === query.step,
            }))}
          />
        )}
        <div className="w-48 max-sm:w-full sm:ms-auto">
          <Select
            aria-label={t('agent')}
            value={query.agent}
            onChange={(event) => router.push(usageAddress(query, { agent: event.target.value }))}
          >
            <option value="">{t('everyAgent')}</option>
            {agents.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </div>
      </div>
      {custom && <Days query={query} />}
    </div>
  );
}

interface Choice {
  label: string;
  href: string;
  on: boolean;
}

function Choices({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <nav aria-label={label} className="flex max-w-full overflow-x-auto rounded-md bg-tint p-0.5">
      {choices.map(({ label: text, href, on }) => (
        <Link
          key={href}
          href={href}
          scroll={false}
          aria-current={on || undefined}
          className="flex h-7 shrink-0 items-center rounded-sm px-2 text-sm sm:px-2.5 whitespace-nowrap text-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-ink border border-transparent aria-[current]:border-edge pointer-coarse:h-11 forced-colors:border-[Canvas] forced-colors:aria-[current]:border-[Highlight] forced-colors:aria-[current]:underline"
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}

/** The first and the last day, as a plain form that the address answers. */
function Days({ query }: { query: UsageQuery }) {
  const t = useTranslations('dashboard.ranges');
  const id = useId();
  return (
    <form
      key={`${query.from} ${query.to}`}
      action="/admin/usage"
      className="flex flex-wrap items-end gap-3 max-sm:grid max-sm:grid-cols-2"
    >
      {query.agent !== '' && <input type="hidden" name="agent" value={query.agent} />}
      {(['from', 'to'] as const).map((end) => (
        <div key={end} className="flex items-center gap-2 max-sm:block">
          <label htmlFor={`${id}${end}`} className="text-sm text-muted">
            {t(end)}
          </label>
          <Input id={`${id}${end}`} name={end} type="date" required defaultValue={query[end]} />
        </div>
      ))}
      <Button type="submit" className="h-9 max-sm:col-span-2">
        {t('show')}
      </Button>
    </form>
  );
}
