import { Megaphone } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** What admins tell everybody, above the page. Quiet, and there as long as it stands. */
export function InstanceBanner({ text }: { text: string }) {
  const t = useTranslations('common');
  if (text === '') return null;
  return (
    <aside
      aria-label={t('banner')}
      className="flex shrink-0 items-start justify-center gap-2.5 border-b border-line bg-accent-tint px-4 py-2 text-sm text-ink"
    >
      <Megaphone aria-hidden className="mt-px size-4 shrink-0 stroke-[1.5] text-accent" />
      <p dir="auto" className="min-w-0 max-w-prose break-words whitespace-pre-line">
        {text}
      </p>
    </aside>
  );
}
