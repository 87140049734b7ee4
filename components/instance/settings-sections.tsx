'use client';

import { useTranslations } from 'next-intl';
import { ChoiceGroup } from '@/components/admin/choice-group';
import { FormSection } from '@/components/admin/form-section';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { SIGNUP_POLICIES } from '@/lib/contract/instance-settings';
import { HueField } from './hue-field';
import { LogoField } from './logo-field';
import { NumberField, SettingField, SwitchField } from './setting-field';
import { SourceNote } from './source-note';
import type { SettingsForm } from './use-settings-form';

/** An agent that new conversations may begin with. */
export interface DefaultAgentChoice {
  id: string;
  name: string;
}

/** What people see of the instance: name, logo, accent, a notice. */
export function AppearanceSection({ form }: { form: SettingsForm }) {
  const t = useTranslations('instance');
  return (
    <FormSection title={t('sections.appearance')}>
      <SettingField form={form} name="name" help={t('help.name')} fallback={form.fallback.name}>
        {(control) => (
          <Input
            {...control}
            value={form.draft.name}
            onChange={(event) => form.change({ name: event.target.value })}
            maxLength={40}
            autoComplete="off"
          />
        )}
      </SettingField>
      <LogoField form={form} />
      <HueField form={form} />
      <SettingField form={form} name="banner" help={t('help.banner')} fallback={t('none')}>
        {(control) => (
          <Textarea
            {...control}
            className="min-h-16"
            value={form.draft.banner}
            onChange={(event) => form.change({ banner: event.target.value })}
            maxLength={500}
          />
        )}
      </SettingField>
    </FormSection>
  );
}

/** Who may make an account. */
export function SignUpSection({ form }: { form: SettingsForm }) {
  const t = useTranslations('instance');
  return (
    <FormSection title={t('sections.signUp')}>
      <div>
        <ChoiceGroup
          id="setting-signUpPolicy"
          label={t('fields.signUpPolicy')}
          choices={SIGNUP_POLICIES.map((value) => ({
            value,
            label: t(`policies.${value}`),
            help: t(`policyHelp.${value}`),
          }))}
          value={form.draft.signUpPolicy}
          onChange={(signUpPolicy) => form.change({ signUpPolicy })}
        />
        <p className="mt-1.5 text-xs text-muted">
          <SourceNote
            form={form}
            name="signUpPolicy"
            fallback={t(`policies.${form.fallback.signUpPolicy}`)}
          />
        </p>
      </div>
      <SettingField
        form={form}
        name="emailDomains"
        help={t('help.emailDomains')}
        fallback={t('all')}
      >
        {(control) => (
          <Textarea
            {...control}
            className="min-h-16"
            value={form.draft.emailDomains}
            onChange={(event) => form.change({ emailDomains: event.target.value })}
            placeholder="example.org"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </SettingField>
    </FormSection>
  );
}

interface ConversationsSectionProps {
  form: SettingsForm;
  agents: DefaultAgentChoice[];
}

/** What conversations begin with, and who else may see them. */
export function ConversationsSection({ form, agents }: ConversationsSectionProps) {
  const t = useTranslations('instance');
  const { defaultAgentId } = form.draft;
  const gone = defaultAgentId !== '' && !agents.some(({ id }) => id === defaultAgentId);
  return (
    <FormSection title={t('sections.conversations')}>
      <SettingField
        form={form}
        name="defaultAgentId"
        help={t('help.defaultAgentId')}
        fallback={t('firstAgent')}
      >
        {(control) => (
          <Select
            {...control}
            value={defaultAgentId}
            onChange={(event) => form.change({ defaultAgentId: event.target.value })}
          >
            <option value="">{t('firstAgent')}</option>
            {gone && <option value={defaultAgentId}>{t('goneAgent')}</option>}
            {agents.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </SettingField>
      <SwitchField form={form} name="shareLinks" />
      <SwitchField form={form} name="adminsReadConversations" />
    </FormSection>
  );
}

/** How long things are kept. */
export function RetentionSection({ form }: { form: SettingsForm }) {
  const t = useTranslations('instance');
  return (
    <FormSection title={t('sections.retention')}>
      <NumberField form={form} name="retainConversationsDays" unit="days" />
      <NumberField form={form} name="retainTrashDays" unit="days" />
      <NumberField form={form} name="retainAuditDays" unit="days" />
      <NumberField form={form} name="retainRunLogMinutes" unit="minutes" />
    </FormSection>
  );
}

/** Backups that are made by themselves. */
export function BackupSection({ form, possible }: { form: SettingsForm; possible: boolean }) {
  const t = useTranslations('instance');
  return (
    <FormSection title={t('sections.backups')}>
      {possible ? (
        <>
          <NumberField form={form} name="backupEveryHours" unit="hours" />
          <NumberField form={form} name="backupsKept" unit="copies" />
        </>
      ) : (
        <p className="text-base text-muted">{t('backupsRemote')}</p>
      )}
    </FormSection>
  );
}
