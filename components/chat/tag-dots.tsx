'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/lib/cn';
import type { Tag, TagColour } from '@/lib/contract/tag';

/** A tag's colour as a dot. Never alone: its name stands beside it or is read aloud. */
export function TagDot({ colour, className }: { colour: TagColour; className?: string }) {
  return <span aria-hidden data-colour={colour} className={cn('tag-dot mark', className)} />;
}

/** The tags of a line, small: their colours, and their names for who listens or points. */
export function TagDots({ tags }: { tags: Tag[] }) {
  const t = useTranslations('history.tags');
  if (tags.length === 0) return null;
  const names = tags.map((tag) => tag.name).join(', ');
  return (
    <span className="flex shrink-0 gap-0.5" data-tip={names}>
      {tags.slice(0, 3).map((tag) => (
        <TagDot key={tag.id} colour={tag.colour} />
      ))}
      <span className="sr-only">{t('spoken', { names })}</span>
    </span>
  );
}
