import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';

interface PagerProps {
  /** From 1. */
  page: number;
  pages: number;
  addressOf: (page: number) => string;
}

/** Earlier and later pages of a list; nothing when there is only one. */
export function Pager({ page, pages, addressOf }: PagerProps) {
  const t = useTranslations('people.pager');
  if (pages <= 1) return null;
  return (
    <nav aria-label={t('label')} className="flex items-center justify-end gap-2 pt-3">
      <p className="figures me-2 text-sm text-muted">{t('place', { page, pages })}</p>
      {page > 1 && (
        <Link href={addressOf(page - 1)} className={buttonClass()} rel="prev">
          {t('previous')}
        </Link>
      )}
      {page < pages && (
        <Link href={addressOf(page + 1)} className={buttonClass()} rel="next">
          {t('next')}
        </Link>
      )}
    </nav>
  );
}
