/** What the `model` engine is made of. */

import type { LanguageModel } from 'ai';
import type { EngineInput } from './engine';
import type { SearchHelp } from './tools/search-help';

/** The environment says what these are; tests replace some of them. */
export interface ModelDeps {
  /** Unix milliseconds. */
  now: () => number;
  /** The model that `provider:name` stands for. Throws `not_configured`. */
  openModel: (name: string, pulse: EngineInput['pulse']) => Promise<LanguageModel>;
  searchHelp?: SearchHelp;
  maxSteps: number;
  maxBadEvents: number;
  toolLimitMs: number;
}
