'use client';

import { Search, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { useFrame } from '@/components/chat/frame-context';
import { EmptyState } from '@/components/ui/empty-state';
import { cn } from '@/lib/cn';
import { type SearchFilter, withFilter } from '@/lib/contract/search-query';
import { SEARCH_ORDERS, type SearchResults } from '@/lib/contract/search-results';
import { FilterChips } from './filter-chips';
import { FoundConversations } from './found-conversations';
import { FoundMessages } from './found-messages';
import { HistoryFrame } from './history-frame';
import { walkResults } from './result-keys';
import { SearchBox } from './search-box';
import { SearchHints } from './search-hints';
import { SearchMore } from './search-more';
import { type SearchInput, type SearchView, useSearch } from './use-search';

/** The search of one's own conversations, as one types. */
export function SearchPage(start: { input: SearchInput; results: SearchResults }) {
  const view = useSearch(start);
  const { tags } = useFrame();
  const { input, results } = view;
  const setText = (text: string) => view.search({ ...input, text });
  const isEmpty = input.text.trim() === '';
  const found = results.conversations.length + results.messages.length;
  return (
    <HistoryFrame page="search">
      <search onKeyDown={walkResults} onClickCapture={(event) => goesOn(event) && view.leave()}>
        <SearchBox text={input.text} busy={view.state === 'loading'} onChange={setText} />
        <FilterChips text={input.text} problems={results.problems} onChange={setText} />
        {isEmpty ? (
          <SearchHints
            tags={tags}
            onAdd={(filter: SearchFilter, value: string) =>
              setText(withFilter(input.text, filter, value))
            }
          />
        ) : (
          <div aria-busy={view.state === 'loading'}>
            <Line view={view} />
            <FoundConversations
              found={results.conversations}
              titled={results.messages.length > 0}
            />
            <FoundMessages found={results.messages} />
            {found === 0 && view.state === 'idle' && <Nothing problems={results.problems.length} />}
            <SearchMore view={view} />
          </div>
        )}
      </search>
    </HistoryFrame>
  );
}

/** A click on a result that leads away from here, and not into another tab. */
function goesOn({ target, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  const isResult = target instanceof Element && target.closest('a[data-result]') !== null;
  return isResult && !ctrlKey && !metaKey && !shiftKey;
}

/** How many, and in which order. */
function Line({ view }: { view: SearchView }) {
  const t = useTranslations('history.search');
  const { input, results } = view;
  const { count, countIsFloor, messages } = results;
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 pt-4">
      <p role="status" className="figures text-sm text-muted">
        {count !== null && count > 0 && t(countIsFloor ? 'countMore' : 'count', { count })}
      </p>
      {messages.length > 0 && (
        <fieldset className="flex gap-1">
          <legend className="sr-only">{t('order')}</legend>
          {SEARCH_ORDERS.map((order) => (
            <button
              key={order}
              type="button"
              aria-pressed={input.order === order}
              onClick={() => view.search({ ...input, order })}
              className={cn(
                'hit h-7 rounded-md px-2 text-sm transition-colors',
                input.order === order
                  ? 'bg-tint font-medium text-ink'
                  : 'text-muted hover:bg-tint hover:text-ink',
              )}
            >
              {t(`orders.${order}`)}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

function Nothing({ problems }: { problems: number }) {
  const t = useTranslations('history.search');
  return (
    <EmptyState
      icon={problems > 0 ? <Search /> : <SearchX />}
      title={t(problems > 0 ? 'unclear' : 'nothing')}
    >
      {t(problems > 0 ? 'unclearText' : 'nothingText')}
    </EmptyState>
  );
}
