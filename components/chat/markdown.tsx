'use client';

import { memo, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import { CodeBlock } from './code-block';
import { LongTable } from './long-table';
import { createBlockReader, type MarkdownBlock } from './markdown-blocks';
import { MathBlock } from './markdown-formula';
import { NoteList, NotesContext } from './markdown-notes';
import { MarkdownSource } from './markdown-source';
import { growingBlock } from './markdown-tail';
import { usePaced } from './use-paced';

interface MarkdownProps {
  text: string;
  /** More may come: what is open at the end is closed for now. */
  growing: boolean;
}

/**
 * So many blocks are compared as one, and are one for the browser, which passes over those far
 * from the window: a long answer costs little while it grows.
 */
const GROUP = 12;

/** Markdown as it arrives. Blocks that are whole are read and drawn once; only the last again. */
export function Markdown({ text: whole, growing: unfinished }: MarkdownProps) {
  const text = usePaced(whole, unfinished);
  const growing = unfinished || text.length < whole.length;
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
        {groups.map((group, n) => (
          <BlockGroup key={group[0]?.key} blocks={group} closed={n < groups.length - 1} />
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

interface GroupProps {
  blocks: MarkdownBlock[];
  /** Others follow: it stays as it is. */
  closed: boolean;
}

const BlockGroup = memo(
  function BlockGroup({ blocks, closed }: GroupProps) {
    return (
      <div ref={useMeasured(closed)} className="stretch">
        {blocks.map((block) => (
          <MarkdownPart key={block.key} block={block} />
        ))}
      </div>
    );
  },
  (before, after) =>
    before.closed === after.closed &&
    before.blocks.length === after.blocks.length &&
    before.blocks.every((block, n) => block === after.blocks[n]),
);

/** Marks a stretch that is closed once the browser has laid it out and knows its height (prose.css). */
function useMeasured(closed: boolean): RefObject<HTMLDivElement | null> {
  const stretch = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!closed) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => stretch.current?.toggleAttribute('data-measured', true));
    });
    return () => cancelAnimationFrame(frame);
  }, [closed]);
  return stretch;
}

const MarkdownPart = memo(function MarkdownPart({ block }: { block: MarkdownBlock }) {
  if (block.kind === 'code') {
    return <CodeBlock language={block.language} code={block.code} growing={block.open} />;
  }
  if (block.kind === 'table') return <LongTable block={block} />;
  if (block.math) return <MathBlock source={block.source} />;
  return <MarkdownSource source={block.source} />;
});
