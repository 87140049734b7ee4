import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['w-40', 'w-56', 'w-48', 'w-64', 'w-44', 'w-52', 'w-36', 'w-60'];

/** A list of the admin area before it has its rows: its title, its filters' place, its lines. */
export function ListLoading({ title, filters = false }: { title: string; filters?: boolean }) {
  const t = useTranslations('people');
  return (
    <div className="max-w-6xl">
      <PageHeader title={title} description={<Skeleton className="mt-1 h-4 w-48" />} />
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      {filters && <Skeleton className="mb-3 h-9 w-full" />}
      <div className="mt-9 border-t border-line">
        {ROWS.map((width) => (
          <div key={width} className="flex h-12 items-center gap-4 border-b border-line">
            <Skeleton className="size-4" />
            <Skeleton className={`h-4 ${width}`} />
          </div>
        ))}
      </div>
    </div>
  );
}
