'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { FormEvent, ReactNode } from 'react';
import { notify } from '@/components/ui/toaster';
import type { ToolName } from '@/lib/contract/agent';
import { AccessFields } from './access-fields';
import type { CheckEngine } from './connection-check';
import { EngineFields } from './engine-fields';
import { ErrorSummary } from './error-summary';
import { IdentityFields } from './identity-fields';
import { LeaveDialog } from './leave-dialog';
import { SaveBar } from './save-bar';
import { type SaveAgent, type StoredDraft, useAgentForm } from './use-agent-form';
import { useLeaveGuard } from './use-leave-guard';
import type { SearchPeople } from './use-people-search';
import { useSaveKey } from './use-save-key';

/** What the form may ask the server. */
export interface AgentFormActions {
  save: SaveAgent;
  check: CheckEngine;
  searchPeople: SearchPeople;
}

interface AgentFormProps {
  stored: StoredDraft;
  tools: readonly ToolName[];
  actions: AgentFormActions;
  onLoadTheirs: () => void;
  /** What stands after the fields and apart from them. */
  children?: ReactNode;
}

/** An agent as a form. Saving keeps the page; a new agent gets its own. */
export function AgentForm({ stored, tools, actions, onLoadTheirs, children }: AgentFormProps) {
  const t = useTranslations('admin.form');
  const router = useRouter();
  const isNew = stored.id === null;
  const form = useAgentForm(stored, actions.save, (saved, draft) => {
    notify(isNew ? t('created', { name: draft.name.trim() }) : t('saved'));
    if (isNew) router.replace(`/admin/agents/${saved.id}`);
  });
  const leaving = useLeaveGuard(form.changed);
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
      <EngineFields form={form} tools={tools} check={actions.check} />
      <IdentityFields form={form} />
      <AccessFields form={form} searchPeople={actions.searchPeople} />
      {children}
      {(isNew || form.changed || form.saving) && (
        <SaveBar isNew={isNew} saving={form.saving} onDiscard={form.discard} />
      )}
      <LeaveDialog guard={leaving} />
    </form>
  );
}
