'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { ErrorCode } from '@/lib/contract/errors';

interface PlatformFailureProps {
  code: ErrorCode;
  host: string;
  /** When to come back, if that was said. */
  seconds: number | null;
}

const DEFAULT_SECONDS = 30;

/** Why there is no list, and what to do. */
export function PlatformFailure({ code, host, seconds }: PlatformFailureProps) {
  const t = useTranslations('agents.platform');
  const router = useRouter();
  const [busy, start] = useTransition();
  return (
    <Notice
      tone="error"
      title={t('failedTitle')}
      action={
        <Button size="sm" aria-disabled={busy} onClick={() => start(() => router.refresh())}>
          {t('retry')}
        </Button>
      }
    >
      {t(`errors.${known(code)}`, { host, seconds: seconds ?? DEFAULT_SECONDS })}
    </Notice>
  );
}

function known(code: ErrorCode) {
  switch (code) {
    case 'not_configured':
    case 'upstream_auth':
    case 'upstream_payment':
    case 'upstream_rate_limited':
    case 'unreachable':
    case 'upstream_timeout':
    case 'upstream_protocol':
      return code;
    default:
      return 'other';
  }
}
