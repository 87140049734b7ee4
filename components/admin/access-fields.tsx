'use client';

import { useTranslations } from 'next-intl';
import { Switch } from '@/components/ui/switch';
import type { Access, TraceVisibility } from '@/lib/contract/agent';
import { ChoiceGroup } from './choice-group';
import { FormSection } from './form-section';
import { type GroupChoice, GroupFields } from './group-fields';
import { PeoplePicker } from './people-picker';
import type { AgentForm } from './use-agent-form';
import type { SearchPeople } from './use-people-search';

const ACCESS: readonly Access[] = ['everyone', 'people', 'admins'];
const TRACE: readonly TraceVisibility[] = ['full', 'names', 'hidden'];

interface AccessFieldsProps {
  form: AgentForm;
  /** Every group there is. */
  groups: readonly GroupChoice[];
  searchPeople: SearchPeople;
}

/** Who may use the agent, and how much of its work they see. */
export function AccessFields({ form, groups, searchPeople }: AccessFieldsProps) {
  const { draft, change } = form;
  const t = useTranslations('admin.form');
  return (
    <FormSection title={t('accessTitle')}>
      <ChoiceGroup
        id="agent-access"
        label={t('access')}
        choices={ACCESS.map((value) => ({
          value,
          label: t(`accessOptions.${value}`),
          help: t(`accessHelp.${value}`),
        }))}
        value={draft.access}
        onChange={(access) => change({ access })}
      />
      {draft.access === 'people' && (
        <>
          <GroupFields
            groups={groups}
            chosen={draft.groups}
            onChange={(chosen) => change({ groups: chosen })}
          />
          <PeoplePicker
            people={draft.people}
            onChange={(people) => change({ people })}
            search={searchPeople}
          />
        </>
      )}
      <ChoiceGroup
        id="agent-trace"
        label={t('trace')}
        help={t('traceHelp')}
        choices={TRACE.map((value) => ({ value, label: t(`traceOptions.${value}`) }))}
        value={draft.traceVisibility}
        onChange={(traceVisibility) => change({ traceVisibility })}
      />
      <div className="flex items-start justify-between gap-6">
        <div>
          <label htmlFor="agent-enabled" className="text-sm font-medium text-ink">
            {t('enabled')}
          </label>
          <p id="agent-enabled-help" className="text-sm text-muted">
            {t('enabledHelp')}
          </p>
        </div>
        <Switch
          id="agent-enabled"
          aria-describedby="agent-enabled-help"
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.target.checked })}
          className="mt-0.5"
        />
      </div>
    </FormSection>
  );
}
