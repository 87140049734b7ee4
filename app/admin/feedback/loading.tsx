import { useTranslations } from 'next-intl';
import { ListLoading } from '@/components/admin/list-loading';

/** The page before it has its ratings. */
export default function Loading() {
  const t = useTranslations('feedback');
  return <ListLoading title={t('title')} filters />;
}
