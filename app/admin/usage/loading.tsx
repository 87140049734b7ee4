import { useTranslations } from 'next-intl';
import { ListLoading } from '@/components/admin/list-loading';

/** The page before it has its figures. */
export default function Loading() {
  const t = useTranslations('dashboard');
  return <ListLoading title={t('title')} filters />;
}
