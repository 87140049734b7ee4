'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { ToolName } from '@/lib/contract/agent';
import { ENGINE_CHOICES, engineOf, PROVIDERS } from './agent-draft';
import { ChoiceGroup } from './choice-group';
import { type CheckEngine, ConnectionCheck } from './connection-check';
import { FormSection } from './form-section';
import { ToolFields } from './tool-fields';
import type { AgentForm } from './use-agent-form';

const MODEL_EXAMPLES = {
  openai: 'gpt-5-mini',
  anthropic: 'claude-sonnet-4-5',
  google: 'gemini-2.5-flash',
} as const;

interface EngineFieldsProps {
  form: AgentForm;
  /** Every tool there is. */
  tools: readonly ToolName[];
  check: CheckEngine;
}

/** How the agent answers: which engine, and what that engine needs to know. */
export function EngineFields({ form, tools, check }: EngineFieldsProps) {
  const t = useTranslations('admin.form');
  const { draft, change, errors } = form;
  const error = (name: string) => errors[`engine.${name}`];
  return (
    <FormSection title={t('engineTitle')}>
      <ChoiceGroup
        id="agent-engine"
        label={t('engine')}
        columns
        choices={ENGINE_CHOICES.map((value) => ({
          value,
          label: t(`engines.${value}`),
          help: t(`engineHelp.${value}`),
        }))}
        value={draft.engine}
        onChange={(engine) => {
          // A guide without tools could only say what it cannot do.
          const bare = engine === 'guide' && draft.tools.length === 0;
          change(bare ? { engine, tools: [...tools] } : { engine });
        }}
      />
      {draft.engine === 'thinnest' && (
        <Field
          id="agent-engine.upstreamAgentId"
          label={t('upstreamAgentId')}
          help={t('upstreamAgentIdHelp')}
          error={error('upstreamAgentId')}
        >
          {(control) => (
            <Input
              {...control}
              value={draft.upstreamAgentId}
              onChange={(event) => change({ upstreamAgentId: event.target.value })}
              className="font-mono text-sm"
              placeholder="ag_"
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
      )}
      {draft.engine === 'model' && <ModelFields form={form} />}
      {draft.engine !== 'thinnest' && (
        <ToolFields
          known={tools}
          tools={draft.tools}
          onChange={(chosen) => change({ tools: chosen })}
        />
      )}
      <ConnectionCheck engine={engineOf(draft)} check={check} />
    </FormSection>
  );
}

function ModelFields({ form: { draft, change, errors } }: { form: AgentForm }) {
  const t = useTranslations('admin.form');
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-[12rem_1fr] sm:gap-3">
        <Field id="agent-provider" label={t('provider')}>
          {(control) => (
            <Select
              {...control}
              value={draft.provider}
              onChange={(event) => {
                const provider = PROVIDERS.find((known) => known === event.target.value);
                if (provider) change({ provider });
              }}
            >
              {PROVIDERS.map((provider) => (
                <option key={provider} value={provider}>
                  {t(`providers.${provider}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          id="agent-engine.model"
          label={t('model')}
          help={t('modelHelp', { example: MODEL_EXAMPLES[draft.provider] })}
          error={errors['engine.model'] && t('modelError')}
        >
          {(control) => (
            <Input
              {...control}
              value={draft.model}
              onChange={(event) => change({ model: event.target.value })}
              className="font-mono text-sm"
              maxLength={180}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
      </div>
      <Field
        id="agent-engine.instructions"
        label={t('instructions')}
        help={t('instructionsHelp')}
        error={errors['engine.instructions']}
      >
        {(control) => (
          <Textarea
            {...control}
            className="min-h-36"
            value={draft.instructions}
            onChange={(event) => change({ instructions: event.target.value })}
            maxLength={50_000}
          />
        )}
      </Field>
    </>
  );
}
