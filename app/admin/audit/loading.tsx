import { useTranslations } from 'next-intl';
import { ListLoading } from '@/components/admin/list-loading';

/** The page before it has its rows. */
export default function Loading() {
  const t = useTranslations('audit');
  return <ListLoading title={t('title')} filters />;
}
