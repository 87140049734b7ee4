'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { SearchPeople } from '@/components/admin/use-people-search';
import { PersonFinder } from '@/components/people/person-finder';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import {
  USAGE_RANGES,
  USAGE_STEPS,
  type UsageQuery,
  usageAddress,
} from '@/lib/contract/usage-query';

/** A person the page is narrowed to. */
export interface ChosenPerson {
  id: string;
  name: string;
  /** False when there is no such person any more. */
  known: boolean;
}

interface RangeBarProps {
  query: UsageQuery;
  /** Whether bars can be hours. */
  hours: boolean;
  agents: readonly { id: string; name: string }[];
  /** Whose figures these are; null: everybody's. */
  person: ChosenPerson | null;
  searchPeople: SearchPeople;
}

/** Which time, of which agent and person, in what steps: all of it stands in the address. */
export function RangeBar({ query, hours, agents, person, searchPeople }: RangeBarProps) {
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
        <div className="grid gap-2 max-sm:w-full sm:ms-auto sm:grid-cols-[11rem_13rem]">
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
          {person ? (
            <Chosen person={person} everybody={usageAddress(query, { person: '' })} />
          ) : (
            <PersonFinder
              aria-label={t('person')}
              placeholder={t('everybody')}
              search={searchPeople}
              hrefOf={(id) => usageAddress(query, { person: id })}
            />
          )}
        </div>
      </div>
      {custom && <Days query={query} />}
    </div>
  );
}

/** Whose figures are shown, as a way to the person and back to everybody. */
function Chosen({
  person: { id, name, known },
  everybody,
}: {
  person: ChosenPerson;
  everybody: string;
}) {
  const t = useTranslations('dashboard.ranges');
  return (
    <div className="flex h-9 min-w-0 items-center rounded-md border border-control bg-raised ps-3 text-base pointer-coarse:h-11">
      {known ? (
        <Link
          href={`/admin/people/${id}`}
          className="min-w-0 flex-1 truncate text-ink hover:underline"
        >
          {name}
        </Link>
      ) : (
        <span className="min-w-0 flex-1 truncate text-muted">{t('somebodyGone')}</span>
      )}
      <Link
        href={everybody}
        scroll={false}
        aria-label={t('allPeople', { name: name || t('somebodyGone') })}
        className="flex size-9 shrink-0 items-center justify-center rounded-md text-muted hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:size-11"
      >
        <X aria-hidden className="size-4 stroke-[1.5]" />
      </Link>
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
      {query.person !== '' && <input type="hidden" name="person" value={query.person} />}
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
