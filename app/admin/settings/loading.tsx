import { useTranslations } from 'next-intl';
import { ListLoading } from '@/components/admin/list-loading';

/** The page before it has its settings. */
export default function Loading() {
  const t = useTranslations('instance');
  return <ListLoading title={t('title')} />;
}
