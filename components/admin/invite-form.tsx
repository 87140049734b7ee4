'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { GroupChecks } from '@/components/people/group-checks';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { type Act, act, type Failure } from './act';
import { ChoiceGroup } from './choice-group';
import { InviteLink, type MadeInvite } from './invite-link';

const ROLES = ['user', 'admin'] as const;
const TERMS = ['day', 'week', 'month'] as const;

/** What an invitation is made of. `email` empty: for whoever has the link. */
export interface InviteInput {
  role: (typeof ROLES)[number];
  email: string;
  /** Ids of the groups to join. */
  groups: string[];
  term: (typeof TERMS)[number];
}

const START: InviteInput = { role: 'user', email: '', groups: [], term: 'week' };

interface InviteFormProps {
  create: Act<InviteInput, MadeInvite>;
  groups: readonly { id: string; name: string }[];
}

/** Makes a link that lets one person sign up, and shows it once. */
export function InviteForm({ create, groups }: InviteFormProps) {
  const t = useTranslations('admin.invite');
  const [input, setInput] = useState(START);
  const [made, setMade] = useState<MadeInvite | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [creating, start] = useTransition();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (creating) return;
    start(async () => {
      const outcome = await act(create, input);
      setFailure(outcome.ok ? null : outcome);
      if (outcome.ok) setMade(outcome.data);
    });
  };
  const again = () => {
    setMade(null);
    setInput(START);
  };
  if (made) return <InviteLink invite={made} onAnother={again} />;
  return (
    <form noValidate onSubmit={onSubmit} className="flex max-w-160 flex-col gap-6">
      <ChoiceGroup
        id="invite-role"
        label={t('role')}
        choices={ROLES.map((value) => ({
          value,
          label: t(`roles.${value}`),
          help: t(`roleHelp.${value}`),
        }))}
        value={input.role}
        onChange={(role) => setInput({ ...input, role })}
      />
      <Field
        id="invite-email"
        label={t('email')}
        note={t('optional')}
        help={t('emailHelp')}
        error={failure?.fieldErrors.email && t('emailError')}
      >
        {(control) => (
          <Input
            {...control}
            type="email"
            value={input.email}
            onChange={(event) => setInput({ ...input, email: event.target.value })}
            autoComplete="off"
          />
        )}
      </Field>
      {groups.length > 0 && (
        <GroupChecks
          id="invite-group"
          groups={groups}
          chosen={input.groups}
          onChange={(chosen) => setInput({ ...input, groups: chosen })}
        />
      )}
      <Field id="invite-term" label={t('expires')}>
        {(control) => (
          <Select
            {...control}
            value={input.term}
            onChange={(event) => {
              const term = TERMS.find((known) => known === event.target.value);
              if (term) setInput({ ...input, term });
            }}
          >
            {TERMS.map((term) => (
              <option key={term} value={term}>
                {t(`expiresOptions.${term}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {failure && !failure.fieldErrors.email && <Notice tone="error" title={t('failed')} />}
      <Button variant="primary" type="submit" aria-disabled={creating} className="self-start">
        {creating ? t('creating') : t('create')}
      </Button>
    </form>
  );
}
