'use client';

import { useTranslations } from 'next-intl';

/** The mark of a task in an answer's list. It says how the task stands; it is not for pressing. */
export function TaskBox({ done }: { done: boolean }) {
  const t = useTranslations('chat.turn');
  return (
    <input
      type="checkbox"
      checked={done}
      disabled
      readOnly
      aria-label={done ? t('taskDone') : t('taskOpen')}
    />
  );
}
