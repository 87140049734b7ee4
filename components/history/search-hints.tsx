'use client';

import { useTranslations } from 'next-intl';
import { TagDot } from '@/components/chat/tag-dots';
import type { SearchFilter } from '@/lib/contract/search-query';
import type { Tag } from '@/lib/contract/tag';

interface SearchHintsProps {
  tags: Tag[];
  onAdd: (filter: SearchFilter, value: string) => void;
}

/** Examples to press, each with what it does. The values are syntax, not text. */
const EXAMPLES: { filter: SearchFilter; value: string; shown: string }[] = [
  { filter: 'has', value: 'tool', shown: 'has:tool' },
  { filter: 'after', value: 'yesterday', shown: 'after:yesterday' },
  { filter: 'before', value: '2026-01', shown: 'before:2026-01' },
  { filter: 'agent', value: 'Guide', shown: 'agent:Guide' },
];

/** What an empty search can become: by tag, and by examples of each filter. */
export function SearchHints({ tags, onAdd }: SearchHintsProps) {
  const t = useTranslations('history.search');
  return (
    <div className="flex flex-col gap-6 pt-6">
      <p className="text-base text-muted">{t('hint')}</p>
      {tags.length > 0 && (
        <section aria-labelledby="by-tag">
          <h2 id="by-tag" className="pb-2 text-sm font-medium text-ink">
            {t('byTag')}
          </h2>
          <ul className="flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <li key={tag.id}>
                <button
                  type="button"
                  onClick={() => onAdd('tag', tag.name)}
                  className="hit inline-flex h-8 items-center gap-2 rounded-full border border-edge px-3 text-sm text-ink transition-colors hover:bg-tint"
                >
                  <TagDot colour={tag.colour} />
                  <span dir="auto">{tag.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="by-filter">
        <h2 id="by-filter" className="pb-1 text-sm font-medium text-ink">
          {t('byFilter')}
        </h2>
        <ul>
          {EXAMPLES.map(({ filter, value, shown }) => (
            <li key={filter} className="border-b border-line last:border-0">
              <button
                type="button"
                onClick={() => onAdd(filter, value)}
                className="-mx-2 flex min-h-10 w-[calc(100%+1rem)] flex-wrap items-center gap-x-4 rounded-md px-2 py-2 text-start transition-colors hover:bg-tint pointer-coarse:min-h-11"
              >
                <code className="w-36 shrink-0 text-sm text-ink">{shown}</code>
                <span className="text-base text-muted">{t(`explain.${filter}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
