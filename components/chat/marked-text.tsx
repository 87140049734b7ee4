import { hasHidden, stretchesOf } from './hidden-characters';

/** Text whose hidden characters are seen: each stands as its number, and does not act. */
export function Marked({ text }: { text: string }) {
  if (!hasHidden(text)) return text;
  return stretchesOf(text).map((stretch, n) =>
    'text' in stretch ? (
      stretch.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place in the text
      <span key={n} className="hidden-character">
        {stretch.hidden}
      </span>
    ),
  );
}
