import { getTranslations } from 'next-intl/server';
import type { SettingLine } from '@/components/system/tables';
import {
  type InstanceSettings,
  SETTING_NAMES,
  type SettingName,
} from '@/lib/contract/instance-settings';
import { describeSettings } from '@/lib/db/instance-settings';

const UNITS: Partial<Record<SettingName, 'minutes' | 'days' | 'hours' | 'copies'>> = {
  retainConversationsDays: 'days',
  retainTrashDays: 'days',
  retainAuditDays: 'days',
  retainRunLogMinutes: 'minutes',
  backupEveryHours: 'hours',
  backupsKept: 'copies',
};

/** Every setting of the instance in words, with where its value comes from. `agentName`: the default agent's. */
export async function settingLines(agentName: (id: string) => string): Promise<SettingLine[]> {
  const [t, { values, sources }] = await Promise.all([
    getTranslations('instance'),
    describeSettings(),
  ]);
  const inWords = (name: SettingName): string => {
    const value: InstanceSettings[SettingName] = values[name];
    if (name === 'signUpPolicy') return t(`policies.${values.signUpPolicy}`);
    if (name === 'logo') return t(values.logo === '' ? 'none' : 'logoSet');
    if (name === 'defaultAgentId') {
      return values.defaultAgentId === '' ? t('firstAgent') : agentName(values.defaultAgentId);
    }
    if (name === 'accentHue')
      return values.accentHue === null ? t('teal') : t('degrees', { hue: values.accentHue });
    if (typeof value === 'boolean') return t(value ? 'on' : 'off');
    if (Array.isArray(value)) return value.join(', ') || t('all');
    const unit = UNITS[name];
    if (name === 'retainConversationsDays' && value === null) return t('forEver');
    if (unit) return value === null ? t('never') : `${value} ${t(`units.${unit}`)}`;
    return String(value ?? '') || t('none');
  };
  return SETTING_NAMES.map((name) => ({
    name,
    label: name.startsWith('retain')
      ? t('kept', { what: t(`fields.${name}`) })
      : t(`fields.${name}`),
    value: inWords(name),
    source: t(`sources.${sources[name]}`),
  }));
}
