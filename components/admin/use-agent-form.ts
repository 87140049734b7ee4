'use client';

import { startTransition, useActionState, useState } from 'react';
import type { AgentSettings } from '@/lib/contract/agent';
import { type Act, act, type Failure, type Outcome } from './act';
import { type AgentDraft, inputOf, isChanged } from './agent-draft';

/** What saving sends. `id` null makes a new agent; `seenAt` null replaces whatever is stored. */
export interface SaveInput extends AgentSettings {
  id: string | null;
  seenAt: number | null;
}

/** What saving answers. */
export interface SavedAgent {
  id: string;
  updatedAt: number;
}

export type SaveAgent = Act<SaveInput, SavedAgent>;

/** The stored version a form starts from; `id` null for a new agent. */
export interface StoredDraft {
  id: string | null;
  updatedAt: number;
  draft: AgentDraft;
}

/** The form as its fields see it. */
export interface AgentForm {
  draft: AgentDraft;
  change: (patch: Partial<AgentDraft>) => void;
  /** Dotted field name → what was wrong with it, until it is changed. */
  errors: Record<string, string>;
  changed: boolean;
  saving: boolean;
  /** Why the last attempt failed, as long as that still stands. */
  failure: Failure | null;
  /** Saves; with `overwrite`, also over a version that somebody else stored meanwhile. */
  save: (overwrite?: boolean) => void;
  discard: () => void;
}

/** Holds what is typed. Only saving or `discard` lets go of it. */
export function useAgentForm(
  stored: StoredDraft,
  saveAgent: SaveAgent,
  onSaved: (saved: SavedAgent, draft: AgentDraft) => void,
): AgentForm {
  const [draft, setDraft] = useState(stored.draft);
  const [base, setBase] = useState(stored);
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set());
  const [result, submit, saving] = useActionState(
    async (
      _: Outcome<SavedAgent> | null,
      input: { draft: AgentDraft; overwrite: boolean } | null,
    ) => {
      setMended(new Set());
      if (!input) return null;
      const seenAt = input.overwrite ? null : base.updatedAt;
      const outcome = await act(saveAgent, { ...inputOf(input.draft), id: base.id, seenAt });
      if (outcome.ok) {
        setBase({ ...outcome.data, draft: input.draft });
        onSaved(outcome.data, input.draft);
      }
      return outcome;
    },
    null,
  );
  const errors = result?.ok === false ? unmended(result.fieldErrors, mended) : {};
  return {
    draft,
    change: (patch) => {
      setDraft((now) => ({ ...now, ...patch }));
      setMended((before) => new Set([...before, ...Object.keys(patch)]));
    },
    errors,
    changed: isChanged(draft, base.draft),
    saving,
    failure: standing(result, errors),
    save: (overwrite = false) => startTransition(() => submit({ draft, overwrite })),
    discard: () => {
      setDraft(base.draft);
      startTransition(() => submit(null));
    },
  };
}

/** The errors of fields that were not changed since. */
function unmended(
  errors: Record<string, string>,
  mended: ReadonlySet<string>,
): Record<string, string> {
  const left = Object.entries(errors).filter(([name]) => {
    const field = name.replace(/^engine\./, '').split('.')[0] ?? name;
    return !mended.has(field) && !(name.startsWith('engine') && mended.has('engine'));
  });
  return Object.fromEntries(left);
}

function standing(
  result: Outcome<SavedAgent> | null,
  errors: Record<string, string>,
): Failure | null {
  if (result?.ok !== false) return null;
  const allMended = result.code === 'validation' && Object.keys(errors).length === 0;
  return allMended ? null : result;
}
