'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { type Act, act, type Failure } from '@/components/admin/act';
import { ChoiceGroup } from '@/components/admin/choice-group';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { notify } from '@/components/ui/toaster';
import type { PlatformComparison } from '@/lib/contract/platform';
import { PlatformFresh } from './platform-fresh';
import { PlatformKnown } from './platform-known';

interface Applied {
  added: number;
  taken: number;
  archived: number;
  /** Names of those that were changed meanwhile. */
  failed: string[];
}

const ACCESS = ['admins', 'everyone'] as const;

interface PlatformSyncProps {
  comparison: PlatformComparison;
  /** The list was read to its end. */
  whole: boolean;
  apply: Act<
    {
      add: string[];
      take: { id: string; seenAt: number }[];
      archive: string[];
      access: (typeof ACCESS)[number];
    },
    Applied
  >;
}

/** What differs between there and here; what is chosen of it is applied at once. */
export function PlatformSync({ comparison, whole, apply }: PlatformSyncProps) {
  const t = useTranslations('agents.platform');
  const { fresh, changed, gone, same } = comparison;
  const [add, setAdd] = useState<ReadonlySet<string>>(new Set());
  const [take, setTake] = useState<ReadonlySet<string>>(
    () => new Set(changed.map(({ agent }) => agent.id)),
  );
  const [archive, setArchive] = useState<ReadonlySet<string>>(new Set());
  const [access, setAccess] = useState<(typeof ACCESS)[number]>('admins');
  const [said, say] = useState<Applied | Failure | null>(null);
  const [busy, start] = useTransition();
  // After it was applied the page compares anew: what is chosen no longer counts then.
  const adding = fresh.filter(({ id }) => add.has(id)).map(({ id }) => id);
  const taking = changed.filter(({ agent }) => take.has(agent.id));
  const archiving = gone.filter(({ id }) => archive.has(id)).map(({ id }) => id);
  const count = adding.length + taking.length + archiving.length;
  const onApply = () =>
    start(async () => {
      const chosen = taking.map(({ agent }) => ({ id: agent.id, seenAt: agent.updatedAt }));
      const done = await act(apply, { add: adding, take: chosen, archive: archiving, access });
      say(done.ok ? done.data : done);
      if (!done.ok) return;
      const { added, taken, archived } = done.data;
      notify(t('applied', { added, taken, archived }));
    });
  return (
    <div className="flex flex-col gap-8">
      {!whole && <Notice tone="warning">{t('notWhole')}</Notice>}
      <PlatformKnown
        comparison={comparison}
        take={take}
        archive={archive}
        onTake={setTake}
        onArchive={setArchive}
      />
      <PlatformFresh agents={fresh} chosen={add} onChange={setAdd} />
      {adding.length > 0 && (
        <ChoiceGroup
          id="platform-access"
          label={t('access')}
          choices={ACCESS.map((value) => ({ value, label: t(`accessOptions.${value}`) }))}
          value={access}
          onChange={setAccess}
        />
      )}
      {same > 0 && <p className="text-sm text-muted">{t('same', { count: same })}</p>}
      <Outcome said={said} />
      <div className="sticky bottom-0 z-10 -mx-4 border-t border-line bg-paper px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:mx-0 sm:px-0">
        <Button
          variant="primary"
          onClick={onApply}
          disabled={count === 0}
          aria-disabled={busy || undefined}
        >
          {busy ? t('applying') : t('apply', { count })}
        </Button>
      </div>
    </div>
  );
}

function Outcome({ said }: { said: Applied | Failure | null }) {
  const t = useTranslations('agents.platform');
  const admin = useTranslations('admin.agents');
  if (said === null) return null;
  if ('code' in said) return <Notice tone="error" title={admin('actionFailed')} />;
  if (said.failed.length === 0) return null;
  const names = said.failed.join(', ');
  return <Notice tone="warning">{t('someFailed', { count: said.failed.length, names })}</Notice>;
}
