'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/lib/cn';
import { type FilterTerm, parseSearch, withoutFilter } from '@/lib/contract/search-query';
import type { SearchProblem } from '@/lib/contract/search-results';

interface FilterChipsProps {
  text: string;
  problems: SearchProblem[];
  onChange: (text: string) => void;
}

/** The filters in a text, each with a button that takes it out, and what is wrong with them. */
export function FilterChips({ text, problems, onChange }: FilterChipsProps) {
  const t = useTranslations('history.search');
  const { filters } = parseSearch(text);
  if (filters.length === 0) return null;
  const problemOf = ({ filter, value }: FilterTerm) =>
    problems.find((problem) => problem.filter === filter && problem.value === value);
  return (
    <>
      <ul aria-label={t('filters')} className="flex flex-wrap gap-1.5 pt-2.5">
        {filters.map((term) => (
          <li
            key={term.start}
            className={cn(
              'inline-flex h-7 items-center gap-1 rounded-full border ps-2.5 pe-1 text-sm',
              problemOf(term) ? 'border-red text-red' : 'border-edge text-soft',
            )}
          >
            <span className="text-muted">{t(`filter.${term.filter}`)}</span>
            <span className="max-w-48 truncate text-ink" dir="auto">
              {term.value || '…'}
            </span>
            <button
              type="button"
              aria-label={t('removeFilter', { filter: `${term.filter}:${term.value}` })}
              onClick={() => onChange(withoutFilter(text, term))}
              className="hit inline-flex size-5 items-center justify-center rounded-full text-muted transition-colors hover:bg-tint hover:text-ink"
            >
              <X aria-hidden className="size-3.5 stroke-[1.5]" />
            </button>
          </li>
        ))}
      </ul>
      <div role="status" className="text-sm text-red">
        {problems.map(({ filter, value, reason }) => (
          <p key={`${filter}:${value}`} className="pt-2">
            {t(`problem.${reason}`, { filter, value })}
          </p>
        ))}
      </div>
    </>
  );
}
