'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import type { Json } from '@/lib/contract/events';
import type { ToolPart } from '@/lib/contract/message';
import { CopyButton } from './copy-button';
import { jsonText } from './steps';

/** More characters than this are copied but not drawn. */
const DRAWN_CHARACTERS = 20_000;

/** What went into a step, what came out, and both as they are stored. */
export function StepPanel({ step }: { step: ToolPart }) {
  const t = useTranslations('chat.trace');
  const waiting = step.state === 'running' ? t('pending') : t('noResult');
  return (
    <Tabs
      defaultValue={step.result === undefined ? 'arguments' : 'result'}
      className="overflow-hidden rounded-lg border border-line bg-side"
    >
      <TabList aria-label={t('views')} className="px-3">
        <Tab value="arguments">{t('arguments')}</Tab>
        <Tab value="result">{t('result')}</Tab>
        <Tab value="raw">{t('raw')}</Tab>
      </TabList>
      <TabPanel value="arguments" className="pt-0">
        <Value value={isEmpty(step.args) ? undefined : step.args} instead={t('noArguments')} />
      </TabPanel>
      <TabPanel value="result" className="pt-0">
        <Value value={step.result} instead={waiting} />
      </TabPanel>
      <TabPanel value="raw" className="pt-0">
        <Value value={rawOf(step)} instead="" />
      </TabPanel>
    </Tabs>
  );
}

function Value({ value, instead }: { value: Json | undefined; instead: string }) {
  const t = useTranslations('chat.trace');
  const text = useMemo(() => (value === undefined ? '' : jsonText(value)), [value]);
  if (value === undefined) return <p className="px-3 py-2.5 text-sm text-muted">{instead}</p>;
  return (
    <div className="relative">
      <section
        aria-label={t('views')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="max-h-80 overflow-auto py-2.5 ps-3 pe-10"
      >
        <pre
          className="text-xs leading-relaxed whitespace-pre-wrap text-soft wrap-anywhere"
          dir="auto"
        >
          {text.slice(0, DRAWN_CHARACTERS)}
        </pre>
        {text.length > DRAWN_CHARACTERS && (
          <p className="pt-2 text-sm text-muted">{t('shortened')}</p>
        )}
      </section>
      <CopyButton
        label={t('copy')}
        done={t('copied')}
        text={() => text}
        className="absolute end-1.5 top-1.5"
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
