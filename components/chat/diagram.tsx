'use client';

import { Code2, Workflow } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { CopyButton } from './copy-button';
import { type Drawing, drawDiagram } from './diagram-frame';

interface DiagramProps {
  source: string;
  /** Its code: until it is drawn, when it cannot be, and when asked for. */
  instead: ReactNode;
}

/** A diagram, as a picture that cannot act. Its source is one press away. */
export function Diagram({ source, instead }: DiagramProps) {
  const t = useTranslations('reading.diagram');
  const dark = useDark();
  const [drawing, setDrawing] = useState<Drawing | 'none' | null>(null);
  const [asCode, setAsCode] = useState(false);
  useEffect(() => {
    let left = false;
    void drawDiagram(source, dark).then((drawn) => !left && setDrawing(drawn ?? 'none'));
    return () => {
      left = true;
    };
  }, [source, dark]);
  if (drawing === null) return instead;
  if (drawing === 'none') {
    return (
      <>
        {instead}
        <p className="text-sm text-muted">{t('failed')}</p>
      </>
    );
  }
  const title = /^\s*(?:accTitle\s*:|title:?\s)\s*(.+)$/m.exec(source)?.[1]?.trim();
  return (
    <>
      <figure data-edge className="code-block" hidden={asCode}>
        <figcaption>
          <span className="min-w-0 flex-1 truncate">{t('name')}</span>
          <IconButton size="sm" label={t('code')} onClick={() => setAsCode(true)}>
            <Code2 aria-hidden />
          </IconButton>
          <CopyButton label={t('copy')} done={t('copied')} text={() => source} />
        </figcaption>
        <section
          aria-label={t('name')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          className="overflow-auto p-4"
        >
          {/* biome-ignore lint/performance/noImgElement: made here, nothing to optimise */}
          <img
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.svg)}`}
            width={Math.ceil(drawing.width)}
            height={Math.ceil(drawing.height)}
            alt={title ? t('titled', { title }) : t('untitled')}
            className="mx-auto h-auto max-w-none sm:max-w-full"
          />
        </section>
      </figure>
      {asCode && (
        <div className="relative">
          {instead}
          <IconButton
            size="sm"
            label={t('picture')}
            className="absolute end-17 top-1"
            onClick={() => setAsCode(false)}
          >
            <Workflow aria-hidden />
          </IconButton>
        </div>
      )}
    </>
  );
}

/** Whether the page is dark now. */
function useDark(): boolean {
  return useSyncExternalStore(watchTheme, isDark, () => false);
}

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function watchTheme(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(changed);
  system.addEventListener('change', changed);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', changed);
    chosen.disconnect();
  };
}
