'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { MenuButton } from '@/components/ui/menu-button';
import { toCsv } from '@/lib/contract/csv';
import { copyText } from './copy-text';
import { cellsOf, toMarkdown } from './table-text';

const SHOWN_MS = 1600;

/** A table of an answer: scrolls inside itself, never widens the page, is copied whole. */
export function ScrollTable({ children }: { children: ReactNode }) {
  const t = useTranslations('reading.table');
  const table = useRef<HTMLTableElement>(null);
  return (
    <div className="table-block">
      {/* biome-ignore lint/a11y/useSemanticElements: a landmark each is too many, and a fieldset is for controls */}
      <div
        role="group"
        aria-label={t('label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="scroll-table"
      >
        <table ref={table}>{children}</table>
      </div>
      <CopyTable cells={() => (table.current ? cellsOf(table.current) : [])} />
    </div>
  );
}

function CopyTable({ cells }: { cells: () => string[][] }) {
  const t = useTranslations('reading.table');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (text: string) => setCopied(await copyText(text));
  return (
    <div className="table-actions">
      <MenuButton
        menuLabel={t('copy')}
        aria-label={copied ? t('copied') : t('copy')}
        data-tip={copied ? t('copied') : t('copy')}
        entries={[
          { id: 'csv', label: t('csv'), onSelect: () => void copy(toCsv(cells())) },
          { id: 'markdown', label: t('markdown'), onSelect: () => void copy(toMarkdown(cells())) },
        ]}
        className="hit inline-flex size-7 pointer-coarse:size-11 items-center justify-center rounded-md text-muted hover:bg-tint hover:text-ink aria-expanded:bg-tint [&_svg]:size-4 [&_svg]:stroke-[1.5]"
      >
        {copied ? <Check aria-hidden className="text-green" /> : <Copy aria-hidden />}
      </MenuButton>
    </div>
  );
}
