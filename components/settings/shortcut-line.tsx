'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { ariaKeys, combinationOf } from '@/components/keys/combination';
import { type Conflict, conflictOf } from '@/components/keys/conflict';
import {
  findAction,
  keysOf,
  mayChange,
  type OwnKeys,
  type ShortcutAction,
} from '@/components/keys/shortcut-actions';
import { useShortcutKeys, useShortcuts } from '@/components/keys/shortcuts-context';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { useKeyCaps } from '@/components/ui/key-caps';

interface ShortcutLineProps {
  action: ShortcutAction;
  own: OwnKeys;
  onChange: (own: OwnKeys) => void;
}

/** Keys that were pressed and cannot simply be taken. */
interface Refused {
  keys: string;
  conflict: Conflict;
}

/** One action: its keys, and giving it others by pressing them. */
export function ShortcutLine({ action, own, onChange }: ShortcutLineProps) {
  const t = useTranslations('settings.shortcuts');
  const words = useTranslations('keys');
  const { apple } = useShortcuts();
  const [listening, setListening] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const capsOf = useKeyCaps();
  const shownKeys = (keys: string) => capsOf(ariaKeys(keys, apple), apple).join(' ');
  const name = words(`actions.${action.id}`);
  const fixedKeys = useShortcutKeys(action.id) ?? '';
  const ownKeys = ariaKeys(keysOf(action, own, apple), apple);
  const take = (keys: string, from?: string) => {
    setListening(false);
    setRefused(null);
    setTaken(keys);
    onChange(withKeys({ ...own, ...(from ? { [from]: '' } : {}) }, action, { keys, apple }));
  };
  const hear = (event: KeyboardEvent) => {
    if (!listening || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.nativeEvent.isComposing || event.repeat) return;
    if (event.key === 'Escape' && !event.shiftKey) return setListening(false);
    if (event.key === 'Backspace' && !event.ctrlKey && !event.metaKey) return take('');
    const keys = combinationOf(event, apple);
    if (keys === null) return;
    const conflict = conflictOf(action, keys, { own, apple });
    if (!conflict) return take(keys);
    setListening(false);
    setRefused({ keys, conflict });
  };
  return (
    <li className="py-1.5">
      <div className="flex min-h-9 items-center gap-3">
        <span className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-3 gap-y-1 text-base text-ink">
          {name}
          <Keys keys={mayChange(action) ? ownKeys : fixedKeys} apple={apple} />
        </span>
        {!mayChange(action) ? (
          <span className="min-w-20 text-end text-sm text-muted">{t('fixed')}</span>
        ) : (
          <span className="flex min-w-20 justify-end gap-1">
            {own[action.id] !== undefined && !listening && (
              <Button
                size="sm"
                variant="ghost"
                aria-label={t('resetNamed', { action: name })}
                onClick={() => onChange(without(own, action.id))}
              >
                {t('reset')}
              </Button>
            )}
            <Button
              size="sm"
              aria-pressed={listening}
              aria-label={
                listening ? t('pressNamed', { action: name }) : t('changeNamed', { action: name })
              }
              className="aria-pressed:border-accent aria-pressed:text-accent"
              onClick={() => {
                setRefused(null);
                setListening(!listening);
              }}
              onKeyDown={hear}
              onBlur={() => setListening(false)}
            >
              {listening ? t('press') : t('change')}
            </Button>
          </span>
        )}
      </div>
      {listening && <ListeningHelp />}
      <div role="status">
        {taken !== null && !refused && (
          <span className="sr-only">
            {t('now', { action: name, keys: taken === '' ? t('off') : shownKeys(taken) })}
          </span>
        )}
        {refused && (
          <RefusedKeys
            refused={refused}
            apple={apple}
            onTake={(from) => take(refused.keys, from)}
          />
        )}
      </div>
    </li>
  );
}

/** The own keys with others for an action; its default is not kept, so that it can change with us. */
function withKeys(
  own: OwnKeys,
  action: ShortcutAction,
  { keys, apple }: { keys: string; apple: boolean },
): OwnKeys {
  const rest = without(own, action.id);
  return keys === keysOf(action, {}, apple) ? rest : { ...rest, [action.id]: keys };
}

function without(own: OwnKeys, id: string): OwnKeys {
  return Object.fromEntries(Object.entries(own).filter(([name]) => name !== id));
}

/** Keys in the form of `aria-keyshortcuts`, as caps. */
function Keys({ keys, apple }: { keys: string; apple: boolean }) {
  const t = useTranslations('settings.shortcuts');
  const capsOf = useKeyCaps();
  if (keys === '') return <span className="text-sm text-muted">{t('off')}</span>;
  return (
    <span className="flex gap-1">
      {capsOf(keys, apple).map((cap) => (
        <Kbd key={cap}>{cap}</Kbd>
      ))}
    </span>
  );
}

function ListeningHelp() {
  const t = useTranslations('settings.shortcuts');
  const common = useTranslations('common.keys');
  return (
    <p className="pb-1 text-sm text-muted">
      {t('pressHelp', { escape: common('escape'), backspace: common('backspace') })}
    </p>
  );
}

interface RefusedKeysProps {
  refused: Refused;
  apple: boolean;
  /** Takes the keys away from the action of that id. */
  onTake: (from: string) => void;
}

/** Why the keys were not taken, and what can be done. */
function RefusedKeys({ refused: { keys, conflict }, apple, onTake }: RefusedKeysProps) {
  const t = useTranslations('settings.shortcuts');
  const words = useTranslations('keys.actions');
  const capsOf = useKeyCaps();
  const shown = (text: string) => capsOf(ariaKeys(text, apple), apple).join(' ');
  if (conflict.kind !== 'taken') {
    return (
      <p className="pb-1 text-sm text-red">
        {t(`conflict.${conflict.kind}`, {
          keys: shown(keys),
          mod: shown('Mod'),
          alt: shown('Alt'),
        })}
      </p>
    );
  }
  const { by } = conflict;
  const other = findAction(by);
  const fixed = other !== null && !mayChange(other);
  return (
    <p className="flex flex-wrap items-center gap-2 pb-1 text-sm text-red">
      {t(fixed ? 'conflict.takenFixed' : 'conflict.taken', {
        keys: shown(keys),
        action: words(by),
      })}
      {!fixed && (
        <Button size="sm" onClick={() => onTake(by)}>
          {t('takeOver')}
        </Button>
      )}
    </p>
  );
}
