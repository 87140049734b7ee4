'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo } from 'react';
import type { Json } from '@/lib/contract/events';
import { Marked } from './marked-text';
import { searchValue } from './value-search';

/** Where a value says some words: each place with its path. */
export function ValueHits({ value, words }: { value: Json; words: string }) {
  const t = useTranslations('reading.value');
  const wanted = useDeferredValue(words);
  const { hits, count } = useMemo(() => searchValue(value, wanted), [value, wanted]);
  return (
    <>
      <p role="status" className="pb-1.5 text-sm text-muted">
        {t('hits', { count, shown: hits.length })}
      </p>
      <ul className="value-hits" dir="ltr">
        {hits.map(({ path, text }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a hit is its place in the list
          <li key={n}>
            <bdi className="text-muted">
              <Lit text={path} words={wanted} />
            </bdi>{' '}
            <bdi>
              <Lit text={text} words={wanted} />
            </bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A text with the words in it marked. */
function Lit({ text, words }: { text: string; words: string }) {
  const wanted = words.trim();
  const at = text.toLowerCase().indexOf(wanted.toLowerCase());
  if (wanted === '' || at === -1) return <Marked text={text} />;
  return (
    <>
      <Marked text={text.slice(0, at)} />
      <mark>
        <Marked text={text.slice(at, at + wanted.length)} />
      </mark>
      <Marked text={text.slice(at + wanted.length)} />
    </>
  );
}
