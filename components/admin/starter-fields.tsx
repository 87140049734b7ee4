'use client';

import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { addStarter, moveItem, type StarterDraft } from './agent-draft';

const MAX_STARTERS = 8;

interface StarterFieldsProps {
  starters: readonly StarterDraft[];
  onChange: (starters: StarterDraft[]) => void;
  error: string | undefined;
}

/** The questions people can begin with: written, removed and ordered in place. */
export function StarterFields({ starters, onChange, error }: StarterFieldsProps) {
  const t = useTranslations('admin.form');
  const list = useRef<HTMLUListElement>(null);
  const add = () => {
    onChange(addStarter(starters));
    // The new field exists once this event has been handled.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(),
    );
  };
  return (
    <fieldset id="agent-starters" aria-describedby="agent-starters-help">
      <legend className="mb-1.5 text-sm font-medium text-ink">{t('starters')}</legend>
      <ul ref={list} className="flex flex-col gap-2">
        {starters.map((starter, at) => (
          <StarterRow
            key={starter.key}
            number={at + 1}
            total={starters.length}
            text={starter.text}
            onText={(text) =>
              onChange(starters.map((other) => (other === starter ? { ...other, text } : other)))
            }
            onMove={(by) => onChange(moveItem(starters, at, by))}
            onRemove={() => onChange(starters.filter((other) => other !== starter))}
          />
        ))}
      </ul>
      {starters.length < MAX_STARTERS && (
        <Button variant="ghost" size="sm" onClick={add} className="-ms-2.5 mt-1.5">
          <Plus aria-hidden />
          {t('addStarter')}
        </Button>
      )}
      {error && <p className="mt-1.5 text-sm text-red">{error}</p>}
      <p id="agent-starters-help" className="mt-1 text-sm text-muted">
        {t('startersHelp')}
      </p>
    </fieldset>
  );
}

interface StarterRowProps {
  number: number;
  total: number;
  text: string;
  onText: (text: string) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function StarterRow({ number, total, text, onText, onMove, onRemove }: StarterRowProps) {
  const t = useTranslations('admin.form');
  return (
    <li className="flex items-center gap-0.5">
      <Input
        value={text}
        onChange={(event) => onText(event.target.value)}
        aria-label={t('starterLabel', { number })}
        placeholder={t('starterPlaceholder')}
        maxLength={200}
        autoComplete="off"
        className="me-1"
      />
      <IconButton
        size="sm"
        label={t('moveStarterUp', { number })}
        disabled={number === 1}
        onClick={() => onMove(-1)}
      >
        <ArrowUp aria-hidden />
      </IconButton>
      <IconButton
        size="sm"
        label={t('moveStarterDown', { number })}
        disabled={number === total}
        onClick={() => onMove(1)}
      >
        <ArrowDown aria-hidden />
      </IconButton>
      <IconButton size="sm" label={t('removeStarter', { number })} onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
    </li>
  );
}
