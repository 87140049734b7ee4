import { useTranslations } from 'next-intl';
import { ListLoading } from '@/components/admin/list-loading';

/** The page before it has its facts. */
export default function Loading() {
  const t = useTranslations('system');
  return <ListLoading title={t('title')} />;
}
