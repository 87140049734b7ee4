import { useTranslations } from 'next-intl';

/** The words for what was done; an action that has none is named as it is stored. */
export function useActionWords(): (action: string) => string {
  const t = useTranslations('audit');
  return (action) => {
    const [noun = '', verb = ''] = action.split('.', 2);
    if (t.has(`actions.${noun}.${verb}`)) return t(`actions.${noun}.${verb}`);
    const kind = t.has(`nouns.${noun}`) ? t(`nouns.${noun}`) : noun;
    return t('unknownAction', { noun: kind, verb: verb.replaceAll('_', ' ') });
  };
}
