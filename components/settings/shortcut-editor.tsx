'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Act, act } from '@/components/admin/act';
import {
  type OwnKeys,
  SHORTCUT_ACTIONS,
  SHORTCUT_GROUPS,
  type ShortcutAction,
} from '@/components/keys/shortcut-actions';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/toaster';
import { ShortcutLine } from './shortcut-line';

interface ShortcutEditorProps {
  own: OwnKeys;
  save: Act<{ shortcuts: Record<string, string> }, null>;
}

/** Every action with its keys; those that are not fixed can have others. Each change counts at once. */
export function ShortcutEditor({ own: stored, save }: ShortcutEditorProps) {
  const t = useTranslations('settings.shortcuts');
  const keys = useTranslations('keys');
  const failed = useTranslations('settings')('failed');
  const [own, setOwn] = useState(stored);
  const change = async (next: OwnKeys) => {
    setOwn(next);
    const { ok } = await act(save, { shortcuts: { ...next } });
    if (ok) return;
    setOwn(own);
    notify(failed);
  };
  const actions: readonly ShortcutAction[] = SHORTCUT_ACTIONS;
  return (
    <div className="max-w-160">
      {SHORTCUT_GROUPS.map((group) => (
        <section key={group} aria-labelledby={`group-${group}`} className="not-first:mt-8">
          <h2 id={`group-${group}`} className="mb-1 text-sm font-medium text-muted">
            {keys(`groups.${group}`)}
          </h2>
          <ul className="divide-y divide-line border-y border-line">
            {actions
              .filter((action) => action.group === group)
              .map((action) => (
                <ShortcutLine
                  key={action.id}
                  action={action}
                  own={own}
                  onChange={(next) => void change(next)}
                />
              ))}
          </ul>
        </section>
      ))}
      <Button
        className="mt-8"
        disabled={Object.keys(own).length === 0}
        onClick={() => void change({})}
      >
        {t('resetAll')}
      </Button>
    </div>
  );
}
