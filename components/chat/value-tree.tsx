'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/lib/cn';
import type { Json } from '@/lib/contract/events';
import { Marked } from './marked-text';

/** So many entries are drawn until more are asked for: a large value opens at once. */
const ENTRIES = 50;
/** Longer texts are cut until the rest is asked for. */
const CHARACTERS = 400;

interface ValueTreeProps {
  value: Json;
  /** How many levels are open from the start. */
  levels?: number;
}

/** Data as a tree. A branch is drawn when it is opened. */
export function ValueTree({ value, levels = 2 }: ValueTreeProps) {
  if (typeof value !== 'object' || value === null) return <Scalar value={value} />;
  return (
    <div className="value-tree" dir="ltr">
      <Entries value={value} levels={levels} />
    </div>
  );
}

type Branch = Json[] | { [key: string]: Json };

function Entries({ value, levels }: { value: Branch; levels: number }) {
  const t = useTranslations('reading.value');
  const [shown, setShown] = useState(ENTRIES);
  const names = Array.isArray(value) ? null : Object.keys(value);
  const count = names ? names.length : Object.keys(value).length;
  const entries = Array.from({ length: Math.min(shown, count) }, (_, n): [string, Json] => {
    const name = names ? (names[n] ?? '') : String(n);
    return [name, (Array.isArray(value) ? value[n] : value[name]) ?? null];
  });
  if (count === 0) return <span className="text-muted">{t('empty')}</span>;
  return (
    <ul>
      {entries.map(([name, one]) => (
        <li key={name}>
          <Entry name={name} value={one} levels={levels} />
        </li>
      ))}
      {count > shown && (
        <li>
          <MoreButton onClick={() => setShown(shown + ENTRIES * 4)}>
            {t('moreEntries', { count: count - shown })}
          </MoreButton>
        </li>
      )}
    </ul>
  );
}

interface EntryProps {
  name: string;
  value: Json;
  levels: number;
}

function Entry({ name, value, levels }: EntryProps) {
  const t = useTranslations('reading.value');
  const [open, setOpen] = useState(levels > 1);
  if (typeof value !== 'object' || value === null) {
    return (
      <>
        <Name name={name} /> <Scalar value={value} />
      </>
    );
  }
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  const kind = Array.isArray(value) ? t('items', { count }) : t('fields', { count });
  return (
    <>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="hit">
        <ChevronRight
          aria-hidden
          className={cn('transition-transform', open ? 'rotate-90' : 'rtl:rotate-180')}
        />
        <Name name={name} /> <span className="text-muted">{kind}</span>
      </button>
      {open && count > 0 && <Entries value={value} levels={levels - 1} />}
    </>
  );
}

function Name({ name }: { name: string }) {
  return (
    <bdi className="text-muted">
      <Marked text={name} />
    </bdi>
  );
}

function Scalar({ value }: { value: string | number | boolean | null }) {
  const t = useTranslations('reading.value');
  const [whole, setWhole] = useState(false);
  if (typeof value !== 'string') return <span data-token="number">{String(value)}</span>;
  const cut = !whole && value.length > CHARACTERS;
  return (
    <>
      <bdi data-token="string" className="whitespace-pre-wrap">
        <Marked text={cut ? `${value.slice(0, CHARACTERS)}…` : value} />
      </bdi>
      {cut && (
        <MoreButton onClick={() => setWhole(true)}>
          {t('moreText', { count: value.length - CHARACTERS })}
        </MoreButton>
      )}
    </>
  );
}

/** Asks for what was left out. */
export function MoreButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="hit more rounded-sm text-sm font-medium text-accent hover:underline"
    >
      {children}
    </button>
  );
}
