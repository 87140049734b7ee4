'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, startTransition, useState } from 'react';
import { cn } from '@/lib/cn';
import type { ToolName } from '@/lib/contract/agent';
import { AgentForm, type AgentFormActions } from './agent-form';
import type { DeleteActions } from './delete-dialog';
import { DeleteSection } from './delete-section';
import type { StoredDraft } from './use-agent-form';

const VIEWS = ['settings', 'try'] as const;
type View = (typeof VIEWS)[number];

interface AgentEditorProps {
  header: ReactNode;
  stored: StoredDraft;
  tools: readonly ToolName[];
  actions: AgentFormActions & DeleteActions;
  /** The agent as it is stored, to talk to; none for one that is not stored yet. */
  tryIt?: ReactNode;
}

/**
 * The form, and the agent to try beside it. Where there is no room for both,
 * one is shown at a time; both stay alive, so nothing typed is lost.
 */
export function AgentEditor({ header, stored, tools, actions, tryIt }: AgentEditorProps) {
  const router = useRouter();
  const [view, setView] = useState<View>('settings');
  const [version, setVersion] = useState(0);
  const { id, draft } = stored;
  const loadTheirs = () =>
    startTransition(() => {
      router.refresh();
      setVersion(version + 1);
    });
  return (
    <div className="xl:grid xl:grid-cols-[minmax(0,40rem)_minmax(22rem,1fr)] xl:items-start xl:gap-12">
      <div className="max-w-160">
        {header}
        {tryIt && <ViewSwitch view={view} onView={setView} />}
        <div className={cn(view !== 'settings' && 'max-xl:hidden')}>
          <AgentForm
            key={version}
            stored={stored}
            tools={tools}
            actions={actions}
            onLoadTheirs={loadTheirs}
          >
            {id !== null && <DeleteSection agent={{ id, name: draft.name }} actions={actions} />}
          </AgentForm>
        </div>
      </div>
      {tryIt && (
        <div
          className={cn(
            'xl:sticky xl:top-10 xl:h-[calc(100dvh-5rem)]',
            view === 'try' ? 'max-xl:h-[calc(100dvh-16rem)]' : 'max-xl:hidden',
          )}
        >
          {tryIt}
        </div>
      )}
    </div>
  );
}

function ViewSwitch({ view, onView }: { view: View; onView: (view: View) => void }) {
  const t = useTranslations('admin.form.views');
  return (
    <fieldset className="mb-6 inline-flex rounded-md bg-tint p-0.5 xl:hidden">
      <legend className="sr-only">{t('label')}</legend>
      {VIEWS.map((value) => (
        <label
          key={value}
          className="flex h-8 cursor-pointer items-center rounded-[5px] px-3 text-base font-medium text-muted has-checked:bg-raised has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-10"
        >
          <input
            type="radio"
            name="agent-view"
            value={value}
            checked={value === view}
            onChange={() => onView(value)}
            className="sr-only"
          />
          {t(value)}
        </label>
      ))}
    </fieldset>
  );
}
