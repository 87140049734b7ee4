'use client';

import type { FormEvent, ReactNode } from 'react';
import type { ToolName } from '@/lib/contract/agent';
import { AccessFields } from './access-fields';
import type { CheckEngine } from './connection-check';
import { EngineFields } from './engine-fields';
import { ErrorSummary } from './error-summary';
import type { GroupChoice } from './group-fields';
import { IdentityFields } from './identity-fields';
import { LimitFields } from './limit-fields';
import { SaveBar } from './save-bar';
import type { AgentForm as Form, SaveAgent } from './use-agent-form';
import type { SearchPeople } from './use-people-search';
import { useSaveKey } from './use-save-key';

/** What the form may ask the server. */
export interface AgentFormActions {
  save: SaveAgent;
  check: CheckEngine;
  searchPeople: SearchPeople;
}

/** What the form offers to choose from. */
export interface AgentFormChoices {
  tools: readonly ToolName[];
  groups: readonly GroupChoice[];
}

interface AgentFormProps {
  form: Form;
  isNew: boolean;
  choices: AgentFormChoices;
  actions: AgentFormActions;
  onLoadTheirs: () => void;
  /** What stands after the fields and apart from them. */
  children?: ReactNode;
}

/** An agent as a form. Saving keeps the page; a new agent gets its own. */
export function AgentForm(props: AgentFormProps) {
  const { form, isNew, choices, actions, onLoadTheirs, children } = props;
  const save = () => {
    if (!form.saving && (isNew || form.changed)) form.save();
  };
  useSaveKey(save);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <form noValidate onSubmit={onSubmit} className="[&_*]:scroll-mt-20 [&_*]:scroll-mb-24">
      {form.failure && (
        <ErrorSummary
          failure={form.failure}
          onOverwrite={() => form.save(true)}
          onLoadTheirs={onLoadTheirs}
        />
      )}
      <EngineFields form={form} tools={choices.tools} check={actions.check} />
      <IdentityFields form={form} />
      <AccessFields form={form} groups={choices.groups} searchPeople={actions.searchPeople} />
      <LimitFields form={form} />
      {children}
      {(isNew || form.changed || form.saving) && (
        <SaveBar isNew={isNew} saving={form.saving} onDiscard={form.discard} />
      )}
    </form>
  );
}
