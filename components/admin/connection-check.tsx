'use client';

import { CircleCheck, CircleDashed, CircleSlash, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import type { EngineConfig } from '@/lib/contract/agent';
import { type Act, act } from './act';

/** What a check found. `detail` says to admins what it was and what to do. */
export interface CheckOutcome {
  state: 'reachable' | 'unreachable' | 'refused' | 'not_configured';
  detail: string;
}

export type CheckEngine = Act<{ engine: EngineConfig }, CheckOutcome>;

const MARK = {
  reachable: { icon: CircleCheck, look: 'text-green' },
  unreachable: { icon: CircleX, look: 'text-red' },
  refused: { icon: CircleSlash, look: 'text-red' },
  not_configured: { icon: CircleDashed, look: 'text-amber' },
} as const;

interface ConnectionCheckProps {
  /** As it is typed now, saved or not. */
  engine: EngineConfig;
  check: CheckEngine;
}

/** Asks the server whether the engine as typed would answer, and says what to do. */
export function ConnectionCheck({ engine, check }: ConnectionCheckProps) {
  const t = useTranslations('admin.connection');
  const [found, setFound] = useState<{ asked: string; outcome: CheckOutcome | null } | null>(null);
  const [checking, start] = useTransition();
  const asked = JSON.stringify(engine);
  const run = () =>
    start(async () => {
      const result = await act(check, { engine });
      setFound({ asked, outcome: result.ok ? result.data : null });
    });
  // What was found about something else typed before would mislead.
  const current = found?.asked === asked && !checking ? found : null;
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
      <Button size="sm" onClick={run} aria-disabled={checking} className="figures">
        {checking ? t('checking') : t('check')}
      </Button>
      <div role="status" className="min-w-0 flex-1 basis-64 pt-1 text-sm">
        {current?.outcome && <Outcome outcome={current.outcome} />}
        {current && !current.outcome && <span className="text-red">{t('failed')}</span>}
        {!current && !checking && <span className="text-muted">{t('takes')}</span>}
      </div>
    </div>
  );
}

function Outcome({ outcome: { state, detail } }: { outcome: CheckOutcome }) {
  const t = useTranslations('admin.connection');
  const { icon: Icon, look } = MARK[state];
  return (
    <>
      <p className="flex items-center gap-1.5 font-medium text-ink">
        <Icon aria-hidden className={`size-4 shrink-0 stroke-[1.5] ${look}`} />
        {t(state)}
      </p>
      <p className="mt-0.5 break-words text-soft">{detail}</p>
    </>
  );
}
