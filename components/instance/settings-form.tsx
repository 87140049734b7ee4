'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef } from 'react';
import type { Failure } from '@/components/admin/act';
import { LeaveDialog } from '@/components/admin/leave-dialog';
import { SaveBar } from '@/components/admin/save-bar';
import { useLeaveGuard } from '@/components/admin/use-leave-guard';
import { useSaveKey } from '@/components/admin/use-save-key';
import { Notice } from '@/components/ui/notice';
import { notify } from '@/components/ui/toaster';
import type { SettingName, SettingsState } from '@/lib/contract/instance-settings';
import { RetentionDialog, type TellRetention, useRetentionQuestion } from './retention-question';
import {
  AppearanceSection,
  BackupSection,
  ConversationsSection,
  type DefaultAgentChoice,
  RetentionSection,
  SignUpSection,
} from './settings-sections';
import { type SaveSettings, useSettingsForm } from './use-settings-form';

interface SettingsFormProps {
  stored: SettingsState;
  agents: DefaultAgentChoice[];
  /** Whether this server can copy its database. */
  canBackUp: boolean;
  save: SaveSettings;
  tell: TellRetention;
}

/** The instance's settings. What is saved holds from the next page on, without a restart. */
export function SettingsForm({ stored, agents, canBackUp, save, tell }: SettingsFormProps) {
  const t = useTranslations('instance');
  const { form, ...state } = useSettingsForm(stored, save, () => notify(t('saved')));
  const question = useRetentionQuestion(tell, state.save);
  const leaving = useLeaveGuard(state.changed);
  const send = () => {
    if (state.changed && !state.saving && !question.asking) question.ask(state.shorter);
  };
  useSaveKey(send);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <form
      noValidate
      onSubmit={onSubmit}
      className="max-w-160 [&_*]:scroll-mt-20 [&_*]:scroll-mb-24"
    >
      {state.failure && <SettingsFailure failure={state.failure} wrong={state.wrong} />}
      <AppearanceSection form={form} />
      <SignUpSection form={form} />
      <ConversationsSection form={form} agents={agents} />
      <RetentionSection form={form} />
      <BackupSection form={form} possible={canBackUp} />
      {(state.changed || state.saving) && (
        <SaveBar isNew={false} saving={state.saving || question.asking} onDiscard={state.discard} />
      )}
      <LeaveDialog guard={leaving} />
      <RetentionDialog question={question} />
    </form>
  );
}

/** Why nothing was saved. Takes the focus, so that it is read. */
function SettingsFailure({ failure, wrong }: { failure: Failure; wrong: SettingName[] }) {
  const t = useTranslations('instance');
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure is news, also the same twice
  useEffect(() => box.current?.focus(), [failure]);
  return (
    <div ref={box} tabIndex={-1} className="mb-6">
      <Notice tone="error" title={t('notSaved', { count: wrong.length })}>
        {wrong.length === 0 && <p>{t(failure.code === 'network' ? 'unreachable' : 'failed')}</p>}
        <ul className="flex flex-col gap-0.5">
          {wrong.map((name) => (
            <li key={name}>
              <a href={`#setting-${name}`} className="text-accent underline underline-offset-2">
                {t(`fields.${name}`)}
              </a>
              {': '}
              {t(`wrong.${name}`)}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
