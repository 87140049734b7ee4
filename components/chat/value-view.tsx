'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { Json } from '@/lib/contract/events';
import { AnswerText } from './answer-text';
import { Marked } from './marked-text';
import { ScrollTable } from './scroll-table';
import { type LinkItem, shapeOf } from './value-shape';
import { MoreButton, ValueTree } from './value-tree';
import { WebLink } from './web-link';

/** Drawn until more is asked for. */
const ROWS = 30;
const LINKS = 20;
const CHARACTERS = 12_000;

/** A value as what it is: links, rows, prose, text, or a tree of data. */
export function ValueView({ value }: { value: Json }) {
  const shape = useMemo(() => shapeOf(value), [value]);
  switch (shape.kind) {
    case 'links':
      return <LinkList items={shape.items} />;
    case 'rows':
      return <RowTable columns={shape.columns} rows={shape.rows} />;
    case 'markdown':
      if (shape.text.length > CHARACTERS * 4) return <LongText text={shape.text} />;
      return <AnswerText text={shape.text} growing={false} />;
    case 'text':
      return <LongText text={shape.text} />;
    case 'data':
      return <ValueTree value={shape.value} />;
  }
}

function LinkList({ items }: { items: LinkItem[] }) {
  const t = useTranslations('reading.value');
  const [shown, setShown] = useState(LINKS);
  return (
    <ol className="value-links">
      {items.slice(0, shown).map(({ href, title, text }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change
        <li key={n} dir="auto">
          <WebLink href={href}>
            <Marked text={title} />
          </WebLink>{' '}
          <bdi className="text-muted">{hostOf(href)}</bdi>
          {text && (
            <p>
              <Marked text={text} />
            </p>
          )}
        </li>
      ))}
      {items.length > shown && (
        <li>
          <MoreButton onClick={() => setShown(items.length)}>
            {t('moreEntries', { count: items.length - shown })}
          </MoreButton>
        </li>
      )}
    </ol>
  );
}

function hostOf(href: string): string {
  return URL.canParse(href) ? new URL(href).host : '';
}

function RowTable({ columns, rows }: { columns: string[]; rows: Json[][] }) {
  const t = useTranslations('reading.value');
  const [shown, setShown] = useState(ROWS);
  return (
    <div className="value-rows">
      <ScrollTable>
        <thead>
          <tr>
            {columns.map((name, column) => (
              <th key={name} dir="auto" align={alignOf(rows[0]?.[column])}>
                <Marked text={name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows do not change
            <tr key={n}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                <td key={column} dir="auto" align={alignOf(cell)}>
                  <Marked text={cellText(cell)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {rows.length > shown && (
        <MoreButton onClick={() => setShown(shown + 200)}>
          {t('moreRows', { count: rows.length - shown })}
        </MoreButton>
      )}
    </div>
  );
}

function alignOf(cell: Json | undefined): 'right' | undefined {
  return typeof cell === 'number' ? 'right' : undefined;
}

function cellText(cell: Json): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/** Text as it stands, the rest of a long one when asked for. */
export function LongText({ text }: { text: string }) {
  const t = useTranslations('reading.value');
  const [shown, setShown] = useState(CHARACTERS);
  return (
    <>
      <pre className="value-text" dir="auto">
        <Marked text={text.slice(0, shown)} />
      </pre>
      {text.length > shown && (
        <MoreButton onClick={() => setShown(shown + CHARACTERS * 4)}>
          {t('moreText', { count: text.length - shown })}
        </MoreButton>
      )}
    </>
  );
}
