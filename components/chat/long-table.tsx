'use client';

import { memo } from 'react';
import type { Components } from 'streamdown';
import type { MarkdownBlock } from './markdown-blocks';
import { ELEMENTS } from './markdown-elements';
import { MathBlock } from './markdown-formula';
import { MarkdownSource } from './markdown-source';
import { ScrollTable } from './scroll-table';

/** So many rows are read as one: a row that comes costs these, not the whole table. */
const ROWS = 24;

const HEAD: Components = { ...ELEMENTS, table: ({ children }) => children, tbody: () => null };
const BODY: Components = { ...HEAD, thead: () => null, tbody: ({ children }) => children };

type TableBlock = Extract<MarkdownBlock, { kind: 'table' }>;

/** A table at the margin of an answer, drawn in stretches of rows. */
export function LongTable({ block: { head, rows, math } }: { block: TableBlock }) {
  const stretches = Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, n) =>
    rows.slice(n * ROWS, (n + 1) * ROWS).join('\n'),
  );
  return (
    <ScrollTable>
      <Stretch source={head} math={math} components={HEAD} />
      <tbody>
        {stretches.map((source, n) => (
          <Stretch
            // biome-ignore lint/suspicious/noArrayIndexKey: rows only come at the end
            key={n}
            source={`${head}\n${source}`}
            math={math}
            components={BODY}
          />
        ))}
      </tbody>
    </ScrollTable>
  );
}

interface StretchProps {
  source: string;
  math: boolean;
  components: Components;
}

const Stretch = memo(function Stretch({ source, math, components }: StretchProps) {
  const Drawn = math ? MathBlock : MarkdownSource;
  return <Drawn source={source} components={components} />;
});
