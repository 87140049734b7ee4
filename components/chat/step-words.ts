'use client';

import { useTranslations } from 'next-intl';
import type { ToolPart } from '@/lib/contract/message';
import { toolKey, toolSentence } from './steps';

/** A step in words: "Searching the web", "Searched the web", or the tool's own name. */
export function useStepWords(): (step: ToolPart) => string {
  const t = useTranslations('chat');
  return (step) => {
    const key = toolKey(step.toolName);
    const state = STATES[step.state];
    const path = `tools.${key}.${state}`;
    return isKnown(path, t.has) ? t(path) : toolSentence(step.toolName);
  };
}

const STATES = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  unfinished: 'running',
} as const;

type Path = Parameters<ReturnType<typeof useTranslations<'chat'>>>[0];

function isKnown(path: string, has: (path: Path) => boolean): path is Path {
  // A name with a dot or bracket in it would be read as another path.
  return /^tools\.\w+\.\w+$/.test(path) && has(path as Path);
}
