/**
 * A conversation's title by the model that answers in it: one short request of its
 * own. The door; the SDK behind it is loaded with the first title.
 */

import type { EngineConfig } from '@/lib/contract/agent';
import type { Usage } from '@/lib/contract/events';
import type { ModelDeps } from './model-deps';
import type { FirstTurn } from './title-request';

/** A title, null when what the model said holds none, and what asking used as far as it told. */
export interface SuggestedTitle {
  title: string | null;
  usage: Usage | undefined;
}

/** Asks for a title. Null when there is nobody to ask; throws when asking failed. */
export type Titler = (
  config: EngineConfig,
  turn: FirstTurn,
  signal: AbortSignal,
) => Promise<SuggestedTitle | null>;

/** Whether an agent's conversations are given titles: those of a real model are. */
export function hasTitler(config: EngineConfig): boolean {
  return config.kind === 'model' && config.model !== 'guide';
}

/** A titler that opens models as told. */
export function createTitler(open?: ModelDeps['openModel']): Titler {
  return async (config, turn, signal) => {
    if (config.kind !== 'model' || !hasTitler(config)) return null;
    const [{ askForTitle }, { openModel }] = await Promise.all([
      import('./title-request'),
      import('./model-provider'),
    ]);
    const model = await (open ?? openModel)(config.model, () => undefined);
    const { said, usage } = await askForTitle(model, turn, signal);
    return { title: cleanTitle(said), usage };
  };
}

/** The titler of the environment's models. */
export const suggestTitle: Titler = createTitler();

const MAX_TITLE = 60;

/** A title out of what a model said: one plain line, not too long; null when nothing is left. */
export function cleanTitle(said: string): string | null {
  const lines = said.replace(/<think>[\s\S]*?(?:<\/think>|$)/g, '').split('\n');
  const line = lines.map(bare).find((one) => /[\p{L}\p{N}]/u.test(one)) ?? '';
  const short = line.length > MAX_TITLE ? `${cutAtWord(line, MAX_TITLE)}…` : line;
  return short === '' ? null : short;
}

function bare(line: string): string {
  return line
    .replace(/^\s*(?:title|titel|titre|título)\s*:/i, '')
    .replace(/[*_`#>]+/g, '')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["'“”‘’«»„]+|["'“”‘’«»„.]+$/g, '')
    .trim();
}

function cutAtWord(text: string, length: number): string {
  const cut = text.slice(0, length);
  const lastSpace = cut.lastIndexOf(' ');
  return lastSpace > length / 2 ? cut.slice(0, lastSpace) : cut;
}
