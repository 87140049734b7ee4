import { useTranslations } from 'next-intl';

/** The words for what was done and to what kind of thing; what has none is named as it is stored. */
export function useAuditWords() {
  const t = useTranslations('audit');
  const nounWords = (noun: string) => (t.has(`nouns.${noun}`) ? t(`nouns.${noun}`) : noun);
  const actionWords = (action: string) => {
    const [noun = '', verb = ''] = action.split('.', 2);
    if (t.has(`actions.${noun}.${verb}`)) return t(`actions.${noun}.${verb}`);
    return t('unknownAction', { noun: nounWords(noun), verb: verb.replaceAll('_', ' ') });
  };
  return { nounWords, actionWords };
}
