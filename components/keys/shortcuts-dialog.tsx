'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { useKeyCaps } from '@/components/ui/key-caps';
import { SHORTCUT_ACTIONS, SHORTCUT_GROUPS, type ShortcutAction } from './shortcut-actions';
import { useShortcutKeys, useShortcuts } from './shortcuts-context';

/** All keys there are, as they are set now. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('keys');
  const actions: readonly ShortcutAction[] = SHORTCUT_ACTIONS;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      actions={
        <Link href="/settings/shortcuts" className={buttonClass()} onClick={onClose}>
          {t('change')}
        </Link>
      }
    >
      {SHORTCUT_GROUPS.map((group) => (
        <section key={group} aria-labelledby={`keys-${group}`} className="not-first:mt-5">
          <h3 id={`keys-${group}`} className="mb-1 text-xs font-medium text-muted">
            {t(`groups.${group}`)}
          </h3>
          <dl className="divide-y divide-line">
            {actions
              .filter((action) => action.group === group)
              .map((action) => (
                <div key={action.id} className="flex min-h-9 items-center justify-between gap-4">
                  <dt className="text-base text-ink">
                    {t(`actions.${action.id}`)}
                    {action.inEmptyComposer && <span className="text-muted"> {t('emptyBox')}</span>}
                  </dt>
                  <dd>
                    <Keys action={action} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

/** The keys of an action as caps, or that it has none. */
function Keys({ action }: { action: ShortcutAction }) {
  const t = useTranslations('keys');
  const capsOf = useKeyCaps();
  const { apple } = useShortcuts();
  const keys = useShortcutKeys(action.id);
  if (keys === undefined) return <span className="text-sm text-muted">{t('off')}</span>;
  return (
    <span className="flex gap-1">
      {capsOf(keys, apple).map((cap) => (
        <Kbd key={cap}>{cap}</Kbd>
      ))}
    </span>
  );
}
