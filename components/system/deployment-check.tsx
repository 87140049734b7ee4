'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CheckRow, type CheckState } from './check-row';
import { SystemSection } from './fact-list';
import type { StreamFinding } from './stream-check';
import {
  type Check,
  type CheckActions,
  type ClockFinding,
  type KeyFinding,
  type KeyProvider,
  type RestoreFinding,
  useDeploymentCheck,
} from './use-deployment-check';

/** Clocks this far apart make limits and times read wrong. */
const CLOCK_ODD_MS = 5_000;
/** The way there and back is as uncertain as this. */
const CLOCK_SAME_MS = 1_000;

interface DeploymentCheckProps {
  /** Whose keys are tried. */
  providers: readonly KeyProvider[];
  actions: CheckActions;
}

/** Whether this deployment does what answers, keys and backups need, seen from this browser. */
export function DeploymentCheck({ providers, actions }: DeploymentCheckProps) {
  const t = useTranslations('system.check');
  const checks = useDeploymentCheck(actions, providers);
  return (
    <SystemSection
      title={t('title')}
      lead={t('lead')}
      action={
        <Button
          variant="primary"
          aria-disabled={checks.running}
          onClick={() => !checks.running && checks.run()}
        >
          {t(checks.running ? 'running' : 'run')}
        </Button>
      }
    >
      <ul aria-label={t('title')} aria-live="polite" className="rounded-lg border border-line px-4">
        <StreamRow check={checks.stream} />
        {providers.map((provider) => (
          <KeyRow key={provider} provider={provider} check={checks.keys[provider] ?? NOT_YET} />
        ))}
        <RestoreRow check={checks.restore} />
        <ClockRow check={checks.clock} />
      </ul>
    </SystemSection>
  );
}

/** How a check stands; `judge` says it of a finding. */
function stateOf<T>(check: Check<T>, judge: (finding: T) => CheckState): CheckState {
  if (check.step === 'failed') return 'bad';
  return check.step === 'found' ? judge(check.finding) : check.step;
}

function StreamRow({ check }: { check: Check<StreamFinding> }) {
  const t = useTranslations('system.check.stream');
  const found = check.step === 'found' ? check.finding : null;
  const good = found?.verdict === 'flowing';
  return (
    <CheckRow
      title={t('title')}
      state={stateOf(check, ({ verdict }) => {
        if (verdict === 'flowing') return 'good';
        return verdict === 'lumpy' ? 'odd' : 'bad';
      })}
      text={found ? t(found.verdict, { ...found }) : t(check.step === 'failed' ? 'failed' : 'text')}
      advice={found && !good && <StreamAdvice />}
    />
  );
}

/** What holds streams back, and how to tell it not to. */
function StreamAdvice() {
  const t = useTranslations('system.check.stream');
  return (
    <>
      <p>{t('advice')}</p>
      <ul className="mt-1.5 flex list-disc flex-col gap-1 ps-5">
        {(['nginx', 'caddy', 'apache', 'cdn'] as const).map((proxy) => (
          <li key={proxy}>
            {t.rich(`fixes.${proxy}`, {
              code: (text) => <code className="font-mono text-sm text-ink">{text}</code>,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

const NOT_YET = { step: 'idle' } as const;

function KeyRow({ provider, check }: { provider: KeyProvider; check: Check<KeyFinding> }) {
  const t = useTranslations('system.check.key');
  const names = useTranslations('system.upstreams.names');
  const found = check.step === 'found' ? check.finding : null;
  return (
    <CheckRow
      title={t('title', { provider: names(provider) })}
      state={stateOf(check, ({ state }) => {
        if (state === 'reachable') return 'good';
        return state === 'not_configured' ? 'odd' : 'bad';
      })}
      text={found?.detail ?? t(check.step === 'failed' ? 'failed' : 'text')}
    />
  );
}

function RestoreRow({ check }: { check: Check<RestoreFinding | null> }) {
  const t = useTranslations('system.check.restore');
  return (
    <CheckRow
      title={t('title')}
      state={stateOf(check, (finding) => {
        if (finding === null) return 'odd';
        return finding.problem === null ? 'good' : 'bad';
      })}
      text={useRestoreText(check)}
    />
  );
}

function useRestoreText(check: Check<RestoreFinding | null>): string {
  const t = useTranslations('system.check.restore');
  if (check.step === 'failed') return t(check.code === 'storage_full' ? 'full' : 'failed');
  if (check.step !== 'found') return t('text');
  if (check.finding === null) return t('remote');
  const { problem, tookMs, ...counts } = check.finding;
  if (problem !== null) return t('damaged', { problem });
  return t('good', { ...counts, seconds: Math.max(0.1, Math.round(tookMs / 100) / 10) });
}

function ClockRow({ check }: { check: Check<ClockFinding> }) {
  const t = useTranslations('system.check.clock');
  const found = check.step === 'found' ? check.finding : null;
  const seconds = (ms: number) => Math.round(Math.abs(ms) / 100) / 10;
  const worst = found ? Math.max(Math.abs(found.server), Math.abs(found.database)) : 0;
  const odd = worst > CLOCK_ODD_MS;
  return (
    <CheckRow
      title={t('title')}
      state={stateOf(check, () => (odd ? 'odd' : 'good'))}
      text={
        found
          ? t(worst < CLOCK_SAME_MS ? 'agree' : 'found', {
              server: seconds(found.server),
              database: seconds(found.database),
            })
          : t(check.step === 'failed' ? 'failed' : 'text')
      }
      advice={odd && t('advice')}
    />
  );
}
