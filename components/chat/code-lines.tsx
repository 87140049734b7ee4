import { memo } from 'react';
import type { Token } from './highlight';
import { Marked } from './marked-text';

/** So many lines are compared as one, so that long code costs little while it grows. */
const STRETCH = 40;

interface CodeLinesProps {
  code: string;
  /** Colours, as far as they have come. */
  lines: Token[][] | null;
}

/** Code with the colours it has so far; a line whose colours do not fit it is plain. */
export function CodeLines({ code, lines }: CodeLinesProps) {
  const plain = code.split('\n');
  return Array.from({ length: Math.ceil(plain.length / STRETCH) }, (_, n) => {
    const from = n * STRETCH;
    const text = plain.slice(from, from + STRETCH).join('\n');
    const end = from + STRETCH < plain.length ? '\n' : '';
    return (
      <Stretch
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place in the code
        key={n}
        text={text + end}
        tokens={lines?.slice(from, from + STRETCH) ?? []}
      />
    );
  });
}

interface StretchProps {
  text: string;
  tokens: Token[][];
}

const Stretch = memo(
  function Stretch({ text, tokens }: StretchProps) {
    return text.split('\n').map((line, n, all) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
      <Line key={n} tokens={tokens[n]} text={line} end={n < all.length - 1 ? '\n' : ''} />
    ));
  },
  (before, after) =>
    before.text === after.text &&
    before.tokens.length === after.tokens.length &&
    before.tokens.every((token, n) => token === after.tokens[n]),
);

interface LineProps {
  tokens: Token[] | undefined;
  text: string;
  end: string;
}

function Line({ tokens, text, end }: LineProps) {
  const fits = tokens && tokens.map((token) => token.text).join('') === text;
  if (!fits) return <Marked text={text + end} />;
  return (
    <>
      {tokens.map((token, index) =>
        token.kind ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the line
          <span key={index} data-token={token.kind}>
            <Marked text={token.text} />
          </span>
        ) : (
          <Marked
            // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the line
            key={index}
            text={token.text}
          />
        ),
      )}
      {end}
    </>
  );
}
