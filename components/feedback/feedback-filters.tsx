'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { type FeedbackQuery, feedbackAddress } from '@/lib/contract/feedback-list';
import { RATING_VALUES } from '@/lib/contract/rating';

interface FeedbackFiltersProps {
  query: FeedbackQuery;
  agents: readonly { id: string; name: string }[];
}

/** Narrows the list; all of it stands in the address. */
export function FeedbackFilters({ query, agents }: FeedbackFiltersProps) {
  const t = useTranslations('feedback');
  const router = useRouter();
  const id = useId();
  const go = (change: Partial<FeedbackQuery>) =>
    router.replace(feedbackAddress(query, change), { scroll: false });
  return (
    <search className="flex flex-wrap items-center gap-2 pb-3">
      <div className="w-44 max-sm:min-w-36 max-sm:flex-1">
        <Select
          aria-label={t('value')}
          value={query.value}
          onChange={({ target }) =>
            go({ value: RATING_VALUES.find((value) => value === target.value) ?? '' })
          }
        >
          <option value="">{t('any')}</option>
          {RATING_VALUES.map((value) => (
            <option key={value} value={value}>
              {t(value)}
            </option>
          ))}
        </Select>
      </div>
      <div className="w-52 max-sm:min-w-36 max-sm:flex-1">
        <Select
          aria-label={t('agent')}
          value={query.agent}
          onChange={({ target }) => go({ agent: target.value })}
        >
          <option value="">{t('everyAgent')}</option>
          {agents.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      <label
        htmlFor={id}
        className="flex items-center gap-2 px-1 text-base text-soft pointer-coarse:min-h-11"
      >
        <Checkbox
          id={id}
          checked={query.withReason}
          onChange={({ target }) => go({ withReason: target.checked })}
        />
        {t('withReason')}
      </label>
    </search>
  );
}
