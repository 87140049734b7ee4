import { useTranslations } from 'next-intl';
import { cn } from '@/lib/cn';
import { type DiffPiece, diffLines, foldSame } from '@/lib/contract/line-diff';

const LOOK = {
  same: { mark: '', line: 'text-muted' },
  added: { mark: '+', line: 'bg-green-tint text-ink' },
  removed: { mark: '−', line: 'bg-red-tint text-ink' },
} as const;

/** A text before and after, line by line; what is far from a change is left out. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const pieces = foldSame(diffLines(before, after));
  return (
    <div className="overflow-hidden rounded-lg border border-line font-mono text-sm">
      {pieces.map((piece, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no names, and never move
        <Line key={at} piece={piece} />
      ))}
    </div>
  );
}

function Line({ piece }: { piece: DiffPiece }) {
  const t = useTranslations('agents.versions');
  if (piece.kind === 'skipped') {
    return (
      <p className="border-y border-line bg-side px-3 py-1 font-sans text-muted first:border-t-0 last:border-b-0">
        {t('skipped', { lines: piece.lines })}
      </p>
    );
  }
  const { mark, line } = LOOK[piece.kind];
  return (
    <div className={cn('flex gap-2 px-3 py-0.5', line)}>
      <span aria-hidden className="w-3 shrink-0 select-none text-center text-muted">
        {mark}
      </span>
      {piece.kind !== 'same' && <span className="sr-only">{t(piece.kind)}</span>}
      <span className="min-w-0 flex-1 whitespace-pre-wrap wrap-anywhere" dir="auto">
        {piece.text || '\u00a0'}
      </span>
    </div>
  );
}
