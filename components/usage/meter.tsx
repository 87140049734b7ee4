'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { leftOf, type Standing } from '@/lib/contract/budget';
import { Bar } from './bar';
import { useLowestLimit } from './usage-context';

/** At the foot of the sidebar: what is left, once it is little. */
export function UsageMeter() {
  const lowest = useLowestLimit();
  const t = useTranslations('usage.meter');
  if (!lowest) return null;
  return (
    <Link
      href="/settings/usage"
      prefetch={false}
      className="figures mb-1 flex flex-col gap-1.5 rounded-md px-2 py-1.5 text-sm text-soft transition-colors hover:bg-press hover:text-ink pointer-coarse:min-h-11 pointer-coarse:justify-center"
    >
      <span className="sr-only">{t('label')}: </span>
      <Words standing={lowest} />
      <Bar standing={lowest} className="w-full" />
    </Link>
  );
}

/** Under the composer: the same, and of the agent one talks to; hidden where the sidebar says it. */
export function UsageLine({ agentId }: { agentId: string }) {
  const lowest = useLowestLimit(agentId);
  const t = useTranslations('usage.meter');
  if (!lowest) return null;
  return (
    <p
      className={
        lowest.scope === 'agent'
          ? 'figures px-3 text-center text-sm text-muted'
          : 'figures px-3 text-center text-sm text-muted md:hidden'
      }
    >
      <Words standing={lowest} />{' '}
      <Link
        href="/settings/usage"
        prefetch={false}
        className="hit text-accent underline underline-offset-2"
      >
        {t('details')}
      </Link>
    </p>
  );
}

function Words({ standing }: { standing: Standing }) {
  const t = useTranslations('usage.meter');
  const format = useFormatter();
  const { kind, scope, subject, resetAt } = standing;
  const words = t(kind, { left: leftOf(standing) });
  const named = scope === 'agent' ? t('with', { words, name: subject }) : words;
  if (resetAt === null) return named;
  return <span title={t('renews', { when: format.relativeTime(new Date(resetAt)) })}>{named}</span>;
}
