import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['w-28', 'w-40', 'w-24', 'w-36', 'w-32'];

/** The agents' table before it has its rows. */
export default function Loading() {
  const t = useTranslations('admin.agents');
  return (
    <div className="max-w-6xl">
      <PageHeader title={t('title')} description={t('lead')} />
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <div className="mt-9 border-t border-line">
        {ROWS.map((width) => (
          <div key={width} className="flex h-10 items-center gap-2.5 border-b border-line">
            <Skeleton className="size-4" />
            <Skeleton className={`h-4 ${width}`} />
          </div>
        ))}
      </div>
    </div>
  );
}
