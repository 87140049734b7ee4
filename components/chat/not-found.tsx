import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';

/** One page for what does not exist and what is somebody else's. */
export function NotFound() {
  const t = useTranslations('common.notFound');
  return (
    <main className="flex min-w-0 flex-1 flex-col items-center justify-center px-6 text-center">
      <h1 className="text-lg font-semibold text-ink">{t('title')}</h1>
      <p className="max-w-sm pt-1 pb-5 text-base text-muted">{t('text')}</p>
      <Link href="/" prefetch={false} className={buttonClass()}>
        {t('home')}
      </Link>
    </main>
  );
}
