'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { type Act, act, type Failure } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';

/** Stores a group; `id` null: a new one. */
export type SaveGroup = Act<
  { id: string | null; name: string; description: string },
  { id: string }
>;

interface GroupFormProps {
  group: { id: string; name: string; description: string } | null;
  save: SaveGroup;
  onSaved: (id: string) => void;
}

/** What a group is called and what it is for. */
export function GroupForm({ group, save, onSaved }: GroupFormProps) {
  const t = useTranslations('people.groups');
  const [name, setName] = useState(group?.name ?? '');
  const [description, setDescription] = useState(group?.description ?? '');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, start] = useTransition();
  const changed = name !== (group?.name ?? '') || description !== (group?.description ?? '');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    start(async () => {
      const outcome = await act(save, { id: group?.id ?? null, name, description });
      setFailure(outcome.ok ? null : outcome);
      if (outcome.ok) onSaved(outcome.data.id);
    });
  };
  const wrong = failure?.fieldErrors ?? {};
  const nameError = failure?.code === 'conflict' ? t('taken') : wrong.name && t('nameWrong');
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field id="group-name" label={t('name')} error={nameError}>
        {(control) => (
          <Input
            {...control}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={80}
            autoComplete="off"
          />
        )}
      </Field>
      <Field id="group-description" label={t('description')} note={t('optional')}>
        {(control) => (
          <Input
            {...control}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            maxLength={300}
            autoComplete="off"
          />
        )}
      </Field>
      {failure && !nameError && <Notice tone="error" title={t('failed')} />}
      {(changed || !group) && (
        <Button type="submit" variant="primary" aria-disabled={busy} className="self-start">
          {group ? t('save') : t('create')}
        </Button>
      )}
    </form>
  );
}
