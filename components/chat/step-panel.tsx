'use client';

import { Download, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import type { Json } from '@/lib/contract/events';
import type { ToolPart } from '@/lib/contract/message';
import { jsonText } from '@/lib/contract/steps';
import { CopyButton } from './copy-button';
import { saveText } from './save-text';
import { ValueHits } from './value-hits';
import { LongText, ValueView } from './value-view';

type View = 'arguments' | 'result' | 'raw';

/** What went into a step, what came out, and both as they are stored. */
export function StepPanel({ step }: { step: ToolPart }) {
  const t = useTranslations('chat.trace');
  const [view, setView] = useState<View>(step.result === undefined ? 'arguments' : 'result');
  const [words, setWords] = useState<string | null>(null);
  const values: Record<View, Json | undefined> = {
    arguments: isEmpty(step.args) ? undefined : step.args,
    result: step.result,
    raw: rawOf(step),
  };
  const instead: Record<View, string> = {
    arguments: t('noArguments'),
    result: step.state === 'running' ? t('pending') : t('noResult'),
    raw: '',
  };
  const value = values[view];
  return (
    <Tabs
      value={view}
      onValueChange={(next) => isView(next) && setView(next)}
      className="overflow-hidden rounded-lg border border-line bg-side"
    >
      <div className="flex items-end border-b border-line ps-3 pe-1">
        <TabList aria-label={t('views')} className="min-w-0 flex-1 border-b-0">
          <Tab value="arguments">{t('arguments')}</Tab>
          <Tab value="result">{t('result')}</Tab>
          <Tab value="raw">{t('raw')}</Tab>
        </TabList>
        {value !== undefined && (
          <ValueTools
            value={value}
            name={`${step.toolName}-${view}`}
            searching={words !== null}
            onSearch={() => setWords(words === null ? '' : null)}
          />
        )}
      </div>
      {words !== null && value !== undefined && (
        <SearchBox words={words} onWords={setWords} onClose={() => setWords(null)} />
      )}
      {(['arguments', 'result', 'raw'] as const).map((one) => (
        <TabPanel key={one} value={one} className="pt-0" tabIndex={-1}>
          <Value
            value={values[one]}
            instead={instead[one]}
            words={words ?? ''}
            raw={one === 'raw'}
          />
        </TabPanel>
      ))}
    </Tabs>
  );
}

function isView(name: string): name is View {
  return name === 'arguments' || name === 'result' || name === 'raw';
}

interface ValueProps {
  value: Json | undefined;
  instead: string;
  words: string;
  raw: boolean;
}

function Value({ value, instead, words, raw }: ValueProps) {
  const t = useTranslations('reading.value');
  if (value === undefined) return <p className="px-3 py-2.5 text-sm text-muted">{instead}</p>;
  let shown: ReactNode = raw ? <LongText text={jsonText(value)} /> : <ValueView value={value} />;
  if (words.trim() !== '') shown = <ValueHits value={value} words={words} />;
  return (
    <section
      aria-label={t('label')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="step-value"
    >
      {shown}
    </section>
  );
}

interface ValueToolsProps {
  value: Json;
  /** What a file of it is called, without its ending. */
  name: string;
  searching: boolean;
  onSearch: () => void;
}

function ValueTools({ value, name, searching, onSearch }: ValueToolsProps) {
  const t = useTranslations('reading.value');
  const ending = typeof value === 'string' ? 'txt' : 'json';
  return (
    <div className="flex h-8 shrink-0 items-center pointer-coarse:h-11">
      <IconButton size="sm" label={t('search')} aria-pressed={searching} onClick={onSearch}>
        <Search aria-hidden />
      </IconButton>
      <IconButton
        size="sm"
        label={t('download')}
        onClick={() => saveText(`${name}.${ending}`, jsonText(value))}
      >
        <Download aria-hidden />
      </IconButton>
      <CopyButton label={t('copy')} done={t('copied')} text={() => jsonText(value)} />
    </div>
  );
}

interface SearchBoxProps {
  words: string;
  onWords: (words: string) => void;
  onClose: () => void;
}

function SearchBox({ words, onWords, onClose }: SearchBoxProps) {
  const t = useTranslations('reading.value');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <div className="border-b border-line px-3">
      <input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={words}
        // biome-ignore lint/a11y/noAutofocus: it was asked for just now
        autoFocus
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-9 w-full bg-transparent text-base text-ink outline-none placeholder:text-muted [&::-webkit-search-cancel-button]:appearance-none pointer-coarse:h-11 pointer-coarse:text-[1rem]"
      />
    </div>
  );
}

function isEmpty(args: Json): boolean {
  return (
    args === null || args === '' || (typeof args === 'object' && Object.keys(args).length === 0)
  );
}

function rawOf(step: ToolPart): Json {
  const { toolCallId: id, toolName: name, state, args, result = null } = step;
  const { startedAtMs = null, endedAtMs = null } = step;
  return { id, name, state, args, result, startedAtMs, endedAtMs };
}
