'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { ColourPicker } from './colour-picker';
import { FormSection } from './form-section';
import { IconPicker } from './icon-picker';
import { StarterFields } from './starter-fields';
import type { AgentForm } from './use-agent-form';

/** What people see of the agent before it has said a word. */
export function IdentityFields({ form: { draft, change, errors } }: { form: AgentForm }) {
  const t = useTranslations('admin.form');
  return (
    <FormSection title={t('identityTitle')}>
      <Field id="agent-name" label={t('name')} help={t('nameHelp')} error={errors.name}>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
            maxLength={80}
            required
            autoComplete="off"
          />
        )}
      </Field>
      <Field
        id="agent-description"
        label={t('description')}
        help={t('descriptionHelp')}
        error={errors.description}
      >
        {(control) => (
          <Input
            {...control}
            value={draft.description}
            onChange={(event) => change({ description: event.target.value })}
            maxLength={300}
            autoComplete="off"
          />
        )}
      </Field>
      <IconPicker value={draft.icon} colour={draft.colour} onChange={(icon) => change({ icon })} />
      <ColourPicker value={draft.colour} onChange={(colour) => change({ colour })} />
      <Field id="agent-welcome" label={t('welcome')} help={t('welcomeHelp')} error={errors.welcome}>
        {(control) => (
          <Textarea
            {...control}
            className="min-h-16"
            value={draft.welcome}
            onChange={(event) => change({ welcome: event.target.value })}
            maxLength={1000}
          />
        )}
      </Field>
      <StarterFields
        starters={draft.starters}
        onChange={(starters) => change({ starters })}
        error={errors.starters}
      />
    </FormSection>
  );
}
