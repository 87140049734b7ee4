'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { LimitKind } from '@/lib/contract/budget';
import { FormSection } from './form-section';
import type { AgentForm } from './use-agent-form';

/** In the order in which people think of them. */
const KINDS: readonly LimitKind[] = [
  'requestsPerMinute',
  'concurrentRuns',
  'messagesPerDay',
  'tokensPerDay',
  'tokensPerMonth',
];

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CNY', 'INR', 'AUD', 'CAD', 'BRL', 'SEK'];

/** What each person may use of the agent, and what that costs. */
export function LimitFields({ form: { draft, change, errors } }: { form: AgentForm }) {
  const t = useTranslations('agents.form');
  const kinds = useTranslations('people.limits.kinds');
  return (
    <FormSection title={t('limitsTitle')}>
      <fieldset aria-describedby="agent-limits-help">
        <legend className="sr-only">{t('limits')}</legend>
        <p id="agent-limits-help" className="mb-4 text-sm text-muted">
          {t('limitsHelp')}
        </p>
        <div className="grid grid-cols-2 gap-x-3 gap-y-4 sm:grid-cols-3">
          {KINDS.map((kind) => (
            <Field
              key={kind}
              id={`agent-limits.${kind}`}
              label={kinds(kind)}
              error={errors[`limits.${kind}`]}
            >
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  autoComplete="off"
                  placeholder={t('none')}
                  value={draft.limits[kind]}
                  onChange={(event) =>
                    change({ limits: { ...draft.limits, [kind]: event.target.value } })
                  }
                  className="figures"
                />
              )}
            </Field>
          ))}
        </div>
      </fieldset>
      <PriceFields form={{ draft, change, errors }} />
    </FormSection>
  );
}

function PriceFields({ form }: { form: Pick<AgentForm, 'draft' | 'change' | 'errors'> }) {
  const { draft, change, errors } = form;
  const t = useTranslations('agents.form');
  const currencies = CURRENCIES.includes(draft.currency)
    ? CURRENCIES
    : [...CURRENCIES, draft.currency];
  return (
    <fieldset aria-describedby="agent-price-help">
      <legend className="text-base font-medium text-ink">{t('price')}</legend>
      <p id="agent-price-help" className="mt-0.5 mb-4 text-sm text-muted">
        {t('priceHelp')}
      </p>
      <div className="grid grid-cols-2 gap-x-3 gap-y-4 sm:grid-cols-3">
        {(['inputPrice', 'outputPrice'] as const).map((side) => (
          <Field key={side} id={`agent-${side}`} label={t(side)} error={errors[side]}>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                autoComplete="off"
                placeholder="0.00"
                value={draft[side]}
                onChange={(event) => change({ [side]: event.target.value })}
                className="figures"
              />
            )}
          </Field>
        ))}
        <Field id="agent-currency" label={t('currency')} error={errors.currency}>
          {(control) => (
            <Select
              {...control}
              value={draft.currency}
              onChange={(event) => change({ currency: event.target.value })}
            >
              {currencies.map((currency) => (
                <option key={currency}>{currency}</option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </fieldset>
  );
}
