import { Ban, CircleCheck, Clock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/lib/cn';
import type { PersonLine } from '@/lib/contract/people-list';

const LOOK = {
  active: { icon: CircleCheck, colour: 'text-faint' },
  pending: { icon: Clock, colour: 'text-amber' },
  disabled: { icon: Ban, colour: 'text-red' },
} as const;

/** Whether a person may enter: a mark and the word for it. */
export function PersonStatus({ status }: { status: PersonLine['status'] }) {
  const t = useTranslations('people.list.statuses');
  const { icon: Icon, colour } = LOOK[status];
  return (
    <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap">
      <Icon aria-hidden className={cn('size-4 shrink-0 stroke-[1.5]', colour)} />
      {t(status)}
    </span>
  );
}
