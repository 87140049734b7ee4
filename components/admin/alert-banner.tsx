import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';

/** A cause that stands, as `code:whom`. Times are Unix milliseconds. */
export interface StandingAlert {
  cause: string;
  firstAt: number;
  lastAt: number;
  count: number;
  lastGoodAt: number | null;
}

/** Where each provider's key is set. */
const VARIABLES = {
  thinnest: 'THINNESTAI_API_KEY',
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
} as const;

const PROVIDER_CODES = ['upstream_auth', 'upstream_payment'] as const;
/** Causes of this server itself. */
const OWN_CODES = ['disk_low', 'backup_failed'] as const;

interface AlertBannerProps {
  alerts: StandingAlert[];
  now: number;
}

/** One notice a cause: since when, how often, when it last worked, and the next step. */
export function AlertBanner({ alerts, now }: AlertBannerProps) {
  return (
    <div className="mb-6 flex flex-col gap-2 empty:hidden">
      {alerts.map((alert) => (
        <AlertNotice key={alert.cause} alert={alert} now={now} />
      ))}
    </div>
  );
}

function AlertNotice({ alert, now }: { alert: StandingAlert; now: number }) {
  const t = useTranslations('admin.alerts');
  const format = useFormatter();
  const words = useAlertWords(alert.cause);
  if (!words) return null;
  const when = (time: number) => format.relativeTime(time, now);
  const seen = t('seen', {
    count: alert.count,
    first: when(alert.firstAt),
    last: when(alert.lastAt),
  });
  const good =
    alert.lastGoodAt === null ? words.neverGood : t('good', { when: when(alert.lastGoodAt) });
  return (
    <Notice tone="warning" title={words.title}>
      <p>{words.text}</p>
      <p className="text-sm text-muted">
        {seen} {good}
      </p>
      <p className="mt-1">
        <Link href={words.href} className="hit text-accent underline underline-offset-2">
          {words.step}
        </Link>
      </p>
    </Notice>
  );
}

interface AlertWords {
  title: string;
  text: string;
  /** What is said where it was not seen working: nothing of what is ours. */
  neverGood: string;
  /** The next step, and where it is taken. */
  step: string;
  href: string;
}

/** What a cause is called and what to do about it; null for one this page does not know. */
function useAlertWords(cause: string): AlertWords | null {
  const t = useTranslations('admin.alerts');
  const [head, name] = cause.split(':');
  const own = OWN_CODES.find((one) => one === head);
  const [backups, check] = ['/admin/system#backups', '/admin/system'];
  if (own)
    return {
      title: t(own),
      text: t(`${own}_text`),
      neverGood: '',
      step: t('toBackups'),
      href: backups,
    };
  const code = PROVIDER_CODES.find((one) => one === head);
  if (!code || !isProvider(name)) return null;
  const [provider, inside] = [t(`providers.${name}`), t(`providersInside.${name}`)];
  const variable = VARIABLES[name];
  const text = t(`${code}_text`, { inside, variable });
  return {
    title: t(code, { provider, inside }),
    text,
    neverGood: t('neverGood'),
    step: t('toCheck'),
    href: check,
  };
}

function isProvider(name: string | undefined): name is keyof typeof VARIABLES {
  return name !== undefined && name in VARIABLES;
}

/** For an admin who is not on an admin page: that something stands, and the way there. */
export function AlertLink({ count }: { count: number }) {
  const t = useTranslations('admin.alerts');
  if (count === 0) return null;
  return (
    <Link
      href="/admin"
      className="mb-1 flex min-h-9 items-center gap-2 rounded-md border border-amber/30 bg-amber-tint px-2.5 text-sm font-medium text-ink pointer-coarse:min-h-11"
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0 stroke-[1.5] text-amber" />
      {t('attention', { count })}
    </Link>
  );
}
