'use client';

import { WrapText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { cn } from '@/lib/cn';
import { CodeLines } from './code-lines';
import { CopyButton } from './copy-button';
import { useColours } from './use-colours';

const Diagram = lazy(async () => ({ default: (await import('./diagram')).Diagram }));

interface CodeBlockProps {
  language: string | undefined;
  code: string;
  /** Its fence has not ended. */
  growing?: boolean;
}

/** Code of an answer. What describes a diagram is drawn as one once it is whole. */
export function CodeBlock(props: CodeBlockProps) {
  if (props.language !== 'mermaid' || props.growing) return <Code {...props} />;
  return (
    <Suspense fallback={<Code {...props} />}>
      <Diagram source={props.code} instead={<Code {...props} />} />
    </Suspense>
  );
}

/** Code with its language, colours when they have come, copy, and wrapping. */
function Code({ language, code, growing = false }: CodeBlockProps) {
  const t = useTranslations('chat.code');
  const [wrap, setWrap] = useState(false);
  const frame = useRef<HTMLElement>(null);
  const text = code.replace(/\n$/, '');
  const lines = useColours(frame, { code: text, language, growing });
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
          <code>
            <CodeLines code={text} lines={lines} />
          </code>
        </pre>
      </section>
    </figure>
  );
}
