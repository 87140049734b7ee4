'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MAX_TAG_NAME, TAG_COLOURS, type Tag, type TagColour } from '@/lib/contract/tag';
import { TagDot } from './tag-dots';

interface TagEditorProps {
  /** Absent for a new one. */
  tag?: Tag;
  /** Null when it was saved, otherwise the code of why not. */
  onSave: (look: { name: string; colour: TagColour }) => Promise<string | null>;
  onRemove?: () => void;
  onCancel: () => void;
}

/** The name and the colour of a tag. */
export function TagEditor({ tag, onSave, onRemove, onCancel }: TagEditorProps) {
  const t = useTranslations('history.tags');
  const [name, setName] = useState(tag?.name ?? '');
  const [colour, setColour] = useState<TagColour>(tag?.colour ?? 'blue');
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={async (event) => {
        event.preventDefault();
        if (name.trim() === '' || saving) return;
        setSaving(true);
        setProblem(await onSave({ name: name.trim(), colour }));
        setSaving(false);
      }}
    >
      <Field
        id="tag-name"
        label={t('name')}
        error={problem === null ? undefined : words(t, problem)}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            autoComplete="off"
            maxLength={MAX_TAG_NAME}
            dir="auto"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <fieldset>
        <legend className="pb-1.5 text-sm font-medium text-ink">{t('colour')}</legend>
        <div className="flex flex-wrap gap-1">
          {TAG_COLOURS.map((one) => (
            <label
              key={one}
              data-tip={t(`colours.${one}`)}
              className="hit flex size-8 cursor-pointer items-center justify-center rounded-md border border-transparent transition-colors hover:bg-tint has-checked:border-control has-checked:bg-tint has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:size-11"
            >
              <input
                type="radio"
                name="colour"
                className="sr-only"
                aria-label={t(`colours.${one}`)}
                checked={colour === one}
                onChange={() => setColour(one)}
              />
              <TagDot colour={one} className="size-3.5" />
            </label>
          ))}
        </div>
      </fieldset>
      <div className="flex flex-wrap justify-end gap-2">
        {onRemove && (
          <Button variant="danger" className="me-auto" onClick={onRemove}>
            {t('remove')}
          </Button>
        )}
        <Button variant="ghost" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" variant="primary" disabled={name.trim() === '' || saving}>
          {t(tag ? 'save' : 'make')}
        </Button>
      </div>
    </form>
  );
}

function words(t: (key: 'taken' | 'failed') => string, code: string): string {
  return t(code === 'conflict' ? 'taken' : 'failed');
}
