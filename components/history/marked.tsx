import type { Segment } from '@/lib/contract/search-results';

/** A text with what was found in it marked. */
export function Marked({ segments }: { segments: Segment[] }) {
  let at = 0;
  return segments.map(({ text, match }) => {
    const key = at;
    at += text.length;
    return match ? (
      <mark key={key} className="rounded-sm bg-accent-tint font-medium text-ink">
        {text}
      </mark>
    ) : (
      <span key={key}>{text}</span>
    );
  });
}
