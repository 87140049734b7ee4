'use client';

import { History } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition, useState } from 'react';
import { buttonClass } from '@/components/ui/button';
import { notify } from '@/components/ui/toaster';
import { cn } from '@/lib/cn';
import { AgentForm, type AgentFormActions, type AgentFormChoices } from './agent-form';
import { AgentHeader } from './agent-header';
import { AgentMenu, type AgentMenuActions } from './agent-menu';
import type { DeleteActions } from './delete-dialog';
import { DeleteSection } from './delete-section';
import { LeaveDialog } from './leave-dialog';
import { type Trial, TrySide } from './try-side';
import { type StoredDraft, useAgentForm } from './use-agent-form';
import { useLeaveGuard } from './use-leave-guard';

const VIEWS = ['settings', 'try'] as const;
type View = (typeof VIEWS)[number];

interface AgentEditorProps {
  stored: StoredDraft;
  choices: AgentFormChoices;
  actions: AgentFormActions & DeleteActions & AgentMenuActions;
  /** The agent as it is stored, to talk to; null for one that is not stored yet. */
  trial: Trial | null;
}

/**
 * The form, and the agent to try beside it. Where there is no room for both,
 * one is shown at a time; both stay alive, so nothing typed is lost.
 */
export function AgentEditor(props: AgentEditorProps) {
  const router = useRouter();
  const [version, setVersion] = useState(0);
  const loadTheirs = () =>
    startTransition(() => {
      router.refresh();
      setVersion(version + 1);
    });
  return <Editor key={version} {...props} onLoadTheirs={loadTheirs} />;
}

function Editor(props: AgentEditorProps & { onLoadTheirs: () => void }) {
  const { stored, choices, actions, trial, onLoadTheirs } = props;
  const t = useTranslations('admin.form');
  const versions = useTranslations('agents.versions');
  const router = useRouter();
  const [view, setView] = useState<View>('settings');
  const { id } = stored;
  const form = useAgentForm(stored, actions.save, (saved, draft) => {
    notify(id === null ? t('created', { name: draft.name.trim() }) : t('saved'));
    if (id === null) router.replace(`/admin/agents/${saved.id}`);
  });
  const leaving = useLeaveGuard(form.changed);
  const { name, icon, colour } = stored.draft;
  return (
    <div className="xl:grid xl:grid-cols-[minmax(0,40rem)_minmax(22rem,1fr)] xl:items-start xl:gap-12">
      <div className="max-w-160">
        <AgentHeader
          title={id === null ? t('newTitle') : name}
          {...(id === null ? {} : { icon, colour })}
        >
          {id !== null && (
            <div className="flex items-center gap-2">
              <Link
                href={`/admin/agents/${id}/versions`}
                className={buttonClass({ variant: 'ghost' })}
              >
                <History aria-hidden />
                {versions('link')}
              </Link>
              <AgentMenu agent={{ id, name }} actions={actions} leave={leaving.leave} />
            </div>
          )}
        </AgentHeader>
        <ViewSwitch view={view} onView={setView} />
        <div className={cn(view !== 'settings' && 'max-xl:hidden')}>
          <AgentForm
            form={form}
            isNew={id === null}
            choices={choices}
            actions={actions}
            onLoadTheirs={onLoadTheirs}
          >
            {id !== null && <DeleteSection agent={{ id, name }} actions={actions} />}
          </AgentForm>
        </div>
        <LeaveDialog guard={leaving} />
      </div>
      <div
        className={cn(
          'xl:sticky xl:top-10 xl:h-[calc(100dvh-5rem)]',
          view === 'try' ? 'max-xl:h-[calc(100dvh-16rem)]' : 'max-xl:hidden',
        )}
      >
        <TrySide trial={trial} draft={form.draft} saved={stored.draft} />
      </div>
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
          className="flex h-8 cursor-pointer items-center rounded-[5px] px-3 text-base font-medium text-muted has-checked:bg-raised has-checked:text-ink has-checked:ring-1 has-checked:ring-edge has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-10"
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
