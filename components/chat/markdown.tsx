'use client';

import { memo, useId, useMemo, useState } from 'react';
import { CodeBlock } from './code-block';
import { LongTable } from './long-table';
import { createBlockReader, type MarkdownBlock } from './markdown-blocks';
import { MathBlock } from './markdown-formula';
import { NoteList, NotesContext } from './markdown-notes';
import { MarkdownSource } from './markdown-source';
import { growingBlock } from './markdown-tail';

interface MarkdownProps {
  text: string;
  /** More may come: what is open at the end is closed for now. */
  growing: boolean;
}

/** So many blocks are compared as one, so that a long answer costs little while it grows. */
const GROUP = 24;

/** Markdown as it arrives. Blocks that are whole are read and drawn once; only the last again. */
export function Markdown({ text, growing }: MarkdownProps) {
  const prefix = useId();
  const [read] = useState(createBlockReader);
  const { blocks, notes } = useMemo(() => read(text), [read, text]);
  const shown = useMemo(() => (growing ? withGrowingEnd(blocks) : blocks), [blocks, growing]);
  const mentioned = JSON.stringify(notes.map(({ id, block }) => [id, block !== null]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the notes differ when these do
  const context = useMemo(() => ({ prefix, notes, growing }), [prefix, mentioned, growing]);
  const groups = Array.from({ length: Math.ceil(shown.length / GROUP) }, (_, n) =>
    shown.slice(n * GROUP, (n + 1) * GROUP),
  );
  return (
    <NotesContext value={context}>
      <div className="prose">
        {groups.map((group) => (
          <BlockGroup key={group[0]?.key} blocks={group} />
        ))}
        <NoteList
          prefix={prefix}
          notes={notes}
          draw={({ block }) => block && <MarkdownPart block={block} />}
        />
      </div>
    </NotesContext>
  );
}

function withGrowingEnd(blocks: MarkdownBlock[]): MarkdownBlock[] {
  const last = blocks.at(-1);
  return last ? [...blocks.slice(0, -1), growingBlock(last)] : blocks;
}

const BlockGroup = memo(
  function BlockGroup({ blocks }: { blocks: MarkdownBlock[] }) {
    return blocks.map((block) => <MarkdownPart key={block.key} block={block} />);
  },
  (before, after) =>
    before.blocks.length === after.blocks.length &&
    before.blocks.every((block, n) => block === after.blocks[n]),
);

const MarkdownPart = memo(function MarkdownPart({ block }: { block: MarkdownBlock }) {
  if (block.kind === 'code') {
    return <CodeBlock language={block.language} code={block.code} growing={block.open} />;
  }
  if (block.kind === 'table') return <LongTable block={block} />;
  if (block.math) return <MathBlock source={block.source} />;
  return <MarkdownSource source={block.source} />;
});
