'use client';

import { startTransition, useActionState, useState } from 'react';
import { type Act, act, type Failure, type Outcome } from '@/components/admin/act';
import {
  type RetentionTerms,
  SETTING_NAMES,
  type SettingName,
  type SettingSource,
  type SettingsChange,
  type SettingsState,
} from '@/lib/contract/instance-settings';
import { changeOf, draftOf, type SettingsDraft, shorterTerms } from './settings-draft';

export type SaveSettings = Act<SettingsChange, SettingsState>;

/** The form as its fields see it. */
export interface SettingsForm {
  draft: SettingsDraft;
  change: (patch: Partial<SettingsDraft>) => void;
  /** Gives a setting back to what holds without the admins' own. */
  reset: (name: SettingName) => void;
  /** What holds then. */
  fallback: SettingsDraft;
  sourceOf: (name: SettingName) => SettingSource;
  /** Whether the server refused what stands in the field, and it was not changed since. */
  isWrong: (name: SettingName) => boolean;
}

/** The form, and what its frame needs. */
export interface SettingsFormState {
  form: SettingsForm;
  changed: boolean;
  saving: boolean;
  failure: Failure | null;
  wrong: SettingName[];
  /** Terms that keep conversations for less than is saved; null where nothing is shortened. */
  shorter: RetentionTerms | null;
  save: () => void;
  discard: () => void;
}

/** Holds what is typed until it is saved or discarded. */
export function useSettingsForm(
  stored: SettingsState,
  save: SaveSettings,
  onSaved: () => void,
): SettingsFormState {
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(() => draftOf(stored.values));
  const [resets, setResets] = useState<ReadonlySet<SettingName>>(new Set());
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set());
  const [result, submit, saving] = useActionState(
    async (_: Outcome<SettingsState> | null, input: SettingsChange | null) => {
      setMended(new Set());
      if (!input) return null;
      const outcome = await act(save, input);
      if (outcome.ok) {
        setBase(outcome.data);
        setDraft(draftOf(outcome.data.values));
        setResets(new Set());
        onSaved();
      }
      return outcome;
    },
    null,
  );
  const fallback = draftOf(base.fallbacks);
  const change = changeOf(draft, base.values, resets);
  const failure = result?.ok === false ? result : null;
  const wrong = SETTING_NAMES.filter(
    (name) =>
      !mended.has(name) &&
      Object.keys(failure?.fieldErrors ?? {}).some((field) => field.split('.')[1] === name),
  );
  const touch = (names: string[]) => setMended((before) => new Set([...before, ...names]));
  return {
    form: {
      draft,
      fallback,
      change(patch) {
        setDraft((now) => ({ ...now, ...patch }));
        const names = new Set(Object.keys(patch));
        setResets((now) => new Set([...now].filter((name) => !names.has(name))));
        touch([...names]);
      },
      reset(name) {
        setDraft((now) => ({ ...now, [name]: fallback[name] }));
        setResets((now) => new Set([...now, name]));
        touch([name]);
      },
      sourceOf(name) {
        if (resets.has(name)) return base.fallbackSources[name];
        return name in change.set ? 'admin' : base.sources[name];
      },
      isWrong: (name) => wrong.includes(name),
    },
    changed: Object.keys(change.set).length > 0 || change.reset.length > 0,
    saving,
    failure: failure?.code === 'validation' && wrong.length === 0 ? null : failure,
    wrong,
    shorter: shorterTerms(draft, base.values),
    save: () => startTransition(() => submit(change)),
    discard: () => {
      setDraft(draftOf(base.values));
      setResets(new Set());
      startTransition(() => submit(null));
    },
  };
}
