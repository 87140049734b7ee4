'use client';

import { WrapText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useEffect, useRef, useState } from 'react';
import { useIsCodeFenceIncomplete } from 'streamdown';
import { IconButton } from '@/components/ui/icon-button';
import { cn } from '@/lib/cn';
import { CopyButton } from './copy-button';
import type { Token } from './highlight';

interface CodeBlockProps {
  language: string | undefined;
  code: string;
}

/** Code with its language, colours when they have come, copy, and wrapping. */
export function CodeBlock({ language, code }: CodeBlockProps) {
  const t = useTranslations('chat.code');
  const growing = useIsCodeFenceIncomplete();
  const [wrap, setWrap] = useState(false);
  const text = code.replace(/\n$/, '');
  const { frame, lines } = useHighlight({ code: text, language, growing });
  const name = language ? language.slice(0, 30) : t('plain');
  return (
    <figure ref={frame} data-edge className="code-block" dir="ltr">
      <figcaption>
        <span className="min-w-0 flex-1 truncate">{name}</span>
        <IconButton
          size="sm"
          label={t('wrap')}
          aria-pressed={wrap}
          className="aria-pressed:text-accent"
          onClick={() => setWrap(!wrap)}
        >
          <WrapText aria-hidden />
        </IconButton>
        <CopyButton label={t('copy')} done={t('copied')} text={() => text} />
      </figcaption>
      <section
        aria-label={t('label', { language: name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto"
      >
        <pre className={cn(wrap && 'whitespace-pre-wrap wrap-anywhere')}>
          <code>{lines ? <Coloured code={text} lines={lines} /> : text}</code>
        </pre>
      </section>
    </figure>
  );
}

/** Lines that have their colours, then the rest that came since. */
function Coloured({ code, lines }: { code: string; lines: Token[][] }) {
  const plain = code.split('\n');
  return plain.map((text, index) => {
    const tokens = lines[index];
    const fits = tokens && tokens.map((token) => token.text).join('') === text;
    const end = index < plain.length - 1 ? '\n' : '';
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
    return <Line key={index} tokens={fits ? tokens : undefined} text={text} end={end} />;
  });
}

interface LineProps {
  tokens: Token[] | undefined;
  text: string;
  end: string;
}

const Line = memo(function Line({ tokens, text, end }: LineProps) {
  if (!tokens) return text + end;
  return (
    <>
      {tokens.map((token, index) =>
        token.kind ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the line
          <span key={index} data-token={token.kind}>
            {token.text}
          </span>
        ) : (
          token.text
        ),
      )}
      {end}
    </>
  );
});

/** Code longer than this stays plain: colouring it would cost more than it helps. */
const COLOURED_CHARACTERS = 60_000;

interface HighlightInput {
  code: string;
  language: string | undefined;
  growing: boolean;
}

/** Fetches colours once the block is near the window. */
function useHighlight({ code, language, growing }: HighlightInput) {
  const frame = useRef<HTMLElement>(null);
  const [near, setNear] = useState(false);
  const [lines, setLines] = useState<Token[][] | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element || near) return;
    const seen = new IntersectionObserver(
      (entries) => setNear(entries.some((entry) => entry.isIntersecting)),
      { rootMargin: '600px' },
    );
    seen.observe(element);
    return () => seen.disconnect();
  }, [near]);
  useEffect(() => {
    if (!near || !language || code.length > COLOURED_CHARACTERS) return;
    let current = true;
    void import('./highlight').then(({ highlight }) => {
      if (!current) return;
      highlight({ code, language, growing }, (found) => current && setLines(found));
    });
    return () => {
      current = false;
    };
  }, [near, code, language, growing]);
  return { frame, lines };
}
