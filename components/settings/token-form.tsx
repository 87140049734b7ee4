'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { type Act, act, type Failure } from '@/components/admin/act';
import { ChoiceGroup } from '@/components/admin/choice-group';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { FormFailureNotice } from './form-failure';

const SCOPES = ['all', 'read'] as const;
const TERMS = ['month', 'quarter', 'year', 'none'] as const;

export interface TokenInput {
  name: string;
  scope: (typeof SCOPES)[number];
  term: (typeof TERMS)[number];
}

/** A token that was just made: the only time that it is seen. */
export interface MadeToken {
  name: string;
  token: string;
}

interface TokenFormProps {
  make: Act<TokenInput, MadeToken>;
  onMade: (made: MadeToken) => void;
  onCancel: () => void;
}

/** What a new token is for, what it may do, and how long. */
export function TokenForm({ make, onMade, onCancel }: TokenFormProps) {
  const t = useTranslations('settings.tokens');
  const fields = useTranslations('settings.fields');
  const [input, setInput] = useState<TokenInput>({ name: '', scope: 'all', term: 'quarter' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [making, start] = useTransition();
  const nameError = failure?.fieldErrors.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (making) return;
    start(async () => {
      const outcome = await act(make, input);
      if (outcome.ok) return onMade(outcome.data);
      setFailure(outcome);
      if (outcome.fieldErrors.name) document.getElementById('token-name')?.focus();
    });
  };
  return (
    <form
      onSubmit={submit}
      noValidate
      className="mb-10 flex max-w-160 flex-col gap-5 rounded-lg border border-line p-5"
    >
      <h2 className="text-md font-semibold text-ink">{t('new')}</h2>
      <FormFailureNotice failure={failure && { ...failure, values: {} }} />
      <Field
        id="token-name"
        label={t('name')}
        help={t('nameHelp')}
        error={nameError && fields(fields.has(nameError) ? nameError : 'other')}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={input.name}
            onChange={(event) => setInput({ ...input, name: event.target.value })}
            maxLength={80}
            autoComplete="off"
            dir="auto"
          />
        )}
      </Field>
      <ChoiceGroup<TokenInput['scope']>
        id="token-scope"
        label={t('scope')}
        choices={SCOPES.map((value) => ({
          value,
          label: t(`scopes.${value}`),
          help: t(`scopeHelp.${value}`),
        }))}
        value={input.scope}
        onChange={(scope) => setInput({ ...input, scope })}
      />
      <Field id="token-term" label={t('term')}>
        {(control) => (
          <Select
            {...control}
            value={input.term}
            onChange={(event) => {
              const term = TERMS.find((one) => one === event.target.value);
              if (term) setInput({ ...input, term });
            }}
          >
            {TERMS.map((value) => (
              <option key={value} value={value}>
                {t(`terms.${value}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" variant="primary" aria-disabled={making}>
          {making ? t('making') : t('make')}
        </Button>
      </div>
    </form>
  );
}
