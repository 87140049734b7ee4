'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { type Act, act, type Outcome } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toaster';
import { type PersonLine, ROLES } from '@/lib/contract/people-list';
import type { BulkActions } from './bulk-bar';
import { GroupChecks } from './group-checks';

interface PersonFormProps {
  person: Pick<PersonLine, 'id' | 'role'>;
  groups: readonly { id: string; name: string }[];
  /** Ids of the groups they are in. */
  memberOf: readonly string[];
  actions: {
    change: BulkActions['change'];
    setGroups: Act<{ id: string; groups: string[] }, null>;
  };
}

/** What a person is here: role and groups. */
export function PersonForm({ person, groups, memberOf, actions }: PersonFormProps) {
  const t = useTranslations('people.person');
  const list = useTranslations('people.list');
  const [saved, setSaved] = useState({ role: person.role, groups: memberOf.toSorted() });
  const [draft, setDraft] = useState(saved);
  const [failure, setFailure] = useState<'lastAdmin' | 'failed' | null>(null);
  const [busy, start] = useTransition();
  const changed = JSON.stringify(draft) !== JSON.stringify(saved);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    start(async () => {
      const outcomes: Outcome<unknown>[] = [];
      if (draft.role !== saved.role) {
        const change = draft.role === 'admin' ? 'makeAdmin' : 'makeUser';
        const outcome = await act(actions.change, { ids: [person.id], change });
        if (outcome.ok && outcome.data.kept.length > 0) return setFailure('lastAdmin');
        outcomes.push(outcome);
      }
      if (draft.groups.join() !== saved.groups.join()) {
        outcomes.push(await act(actions.setGroups, { id: person.id, groups: draft.groups }));
      }
      if (!outcomes.every(({ ok }) => ok)) return setFailure('failed');
      setFailure(null);
      setSaved(draft);
      notify(t('saved'));
    });
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <Field id="person-role" label={list('role')} help={t('roleHelp')}>
        {(control) => (
          <div className="sm:max-w-60">
            <Select
              {...control}
              value={draft.role}
              onChange={(event) => {
                const role = ROLES.find((known) => known === event.target.value);
                if (role) setDraft({ ...draft, role });
              }}
            >
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {list(`roles.${role}`)}
                </option>
              ))}
            </Select>
          </div>
        )}
      </Field>
      <GroupChecks
        id="person-group"
        groups={groups}
        chosen={draft.groups}
        onChange={(chosen) => setDraft({ ...draft, groups: chosen })}
      />
      {failure && <Notice tone="error" title={t(failure)} />}
      {changed && (
        <div className="flex gap-2">
          <Button type="submit" variant="primary" aria-disabled={busy}>
            {t('save')}
          </Button>
          <Button variant="ghost" onClick={() => setDraft(saved)}>
            {t('discard')}
          </Button>
        </div>
      )}
    </form>
  );
}
