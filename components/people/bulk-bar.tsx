'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button, buttonClass } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { MenuButton } from '@/components/ui/menu-button';
import type { MenuEntry } from '@/components/ui/menu-entry';
import { notify } from '@/components/ui/toaster';
import type { PeopleChange } from '@/lib/contract/people-change';
import type { PersonLine } from '@/lib/contract/people-list';
import { type AskedChange, changesFor, needsConsent } from './changes';

/** What the server does to several people. */
export interface BulkActions {
  change: Act<{ ids: string[]; change: PeopleChange }, { done: number; kept: string[] }>;
  addToGroup: Act<{ ids: string[]; group: string }, null>;
}

interface BulkBarProps {
  people: readonly PersonLine[];
  groups: readonly { id: string; name: string }[];
  actions: BulkActions;
  onDone: () => void;
}

/** What can be done to those who are selected; stays in sight. */
export function BulkBar({ people, groups, actions, onDone }: BulkBarProps) {
  const t = useTranslations('people.bulk');
  const [asked, ask] = useState<AskedChange | null>(null);
  const [busy, start] = useTransition();
  const ids = people.map(({ id }) => id);
  const perform = (change: PeopleChange) =>
    start(async () => {
      const outcome = await act(actions.change, { ids, change });
      ask(null);
      if (!outcome.ok) return notify(t('failed'));
      const { done, kept } = outcome.data;
      notify(
        kept.length === 0 ? t('done', { count: done }) : t('partly', { done, kept: kept.length }),
      );
      onDone();
    });
  const join = (group: { id: string; name: string }) =>
    start(async () => {
      const outcome = await act(actions.addToGroup, { ids, group: group.id });
      notify(outcome.ok ? t('joined', { count: ids.length, group: group.name }) : t('failed'));
      if (outcome.ok) onDone();
    });
  const choose = (change: PeopleChange) => (needsConsent(change) ? ask(change) : perform(change));
  const entries: MenuEntry[] = [
    ...changesFor(people).map((change) => ({
      id: change,
      label: t(`changes.${change}`),
      danger: change === 'disable' || change === 'decline',
      onSelect: () => choose(change),
    })),
    ...groups.map((group, place) => ({
      id: `group-${group.id}`,
      label: t('addTo', { group: group.name }),
      divided: place === 0,
      onSelect: () => join(group),
    })),
  ];
  return (
    <div
      role="toolbar"
      aria-label={t('label')}
      data-edge
      className="sticky bottom-3 z-20 mt-3 flex animate-rise items-center gap-2 rounded-lg border border-line bg-raised py-1.5 ps-4 pe-1.5 shadow-float"
    >
      <p role="status" className="figures min-w-0 flex-1 text-base text-ink">
        {t('selected', { count: people.length })}
      </p>
      <Button variant="ghost" onClick={onDone}>
        {t('clear')}
      </Button>
      <MenuButton
        menuLabel={t('change')}
        side="top"
        entries={entries}
        disabled={busy}
        className={buttonClass({ variant: 'primary' })}
      >
        {t('change')}
        <ChevronDown aria-hidden />
      </MenuButton>
      <Dialog
        open={asked !== null}
        onOpenChange={(open) => !open && ask(null)}
        title={asked ? t(`ask.${asked}.title`, { count: people.length }) : ''}
        description={asked ? t(`ask.${asked}.text`, { count: people.length }) : ''}
        actions={
          <>
            <DialogCancel>{t('cancel')}</DialogCancel>
            <Button
              variant="danger"
              aria-disabled={busy}
              onClick={() => asked && !busy && perform(asked)}
            >
              {asked ? t(`changes.${asked}`) : ''}
            </Button>
          </>
        }
      />
    </div>
  );
}
