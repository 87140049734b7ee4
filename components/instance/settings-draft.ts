/** What the settings form holds while an admin writes: every field as typed. */

import {
  type InstanceSettings,
  type RetentionTerms,
  SETTING_NAMES,
  type SettingName,
  type SettingsChange,
} from '@/lib/contract/instance-settings';

/** Numbers and lists are texts here; an empty number means none. */
export type SettingsDraft = Omit<InstanceSettings, NumberName | 'emailDomains'> &
  Record<NumberName | 'emailDomains', string>;

export type NumberName =
  | 'retainConversationsDays'
  | 'retainTrashDays'
  | 'retainAuditDays'
  | 'retainRunLogMinutes'
  | 'backupEveryHours'
  | 'backupsKept';

/** The form of settings. */
export function draftOf(values: InstanceSettings): SettingsDraft {
  const text = (value: number | null) => (value === null ? '' : String(value));
  return {
    ...values,
    emailDomains: values.emailDomains.join('\n'),
    retainConversationsDays: text(values.retainConversationsDays),
    retainTrashDays: text(values.retainTrashDays),
    retainRunLogMinutes: text(values.retainRunLogMinutes),
    retainAuditDays: text(values.retainAuditDays),
    backupEveryHours: text(values.backupEveryHours),
    backupsKept: text(values.backupsKept),
  };
}

/** What a draft would store; a number that is missing or none is NaN, which no rule takes. */
function valuesOf(draft: SettingsDraft): InstanceSettings {
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  const perhaps = (text: string) => (text.trim() === '' ? null : Number(text));
  return {
    ...draft,
    emailDomains: draft.emailDomains.split(/[\s,;]+/).flatMap((domain) => domain || []),
    retainConversationsDays: perhaps(draft.retainConversationsDays),
    retainTrashDays: number(draft.retainTrashDays),
    retainRunLogMinutes: number(draft.retainRunLogMinutes),
    retainAuditDays: number(draft.retainAuditDays),
    backupEveryHours: perhaps(draft.backupEveryHours),
    backupsKept: number(draft.backupsKept),
  };
}

/** The difference that saving stores. `resets` are names given back to their fallback. */
export function changeOf(
  draft: SettingsDraft,
  saved: InstanceSettings,
  resets: ReadonlySet<SettingName>,
): SettingsChange {
  const values = valuesOf(draft);
  const before = valuesOf(draftOf(saved));
  const changed = SETTING_NAMES.filter(
    (name) => !resets.has(name) && JSON.stringify(values[name]) !== JSON.stringify(before[name]),
  );
  const set = Object.fromEntries(changed.map((name) => [name, values[name]]));
  return { set, reset: [...resets] };
}

/** What a draft keeps for less than is saved; null where nothing is shortened. */
export function shorterTerms(draft: SettingsDraft, saved: InstanceSettings): RetentionTerms | null {
  const { retainConversationsDays: idle, retainTrashDays } = valuesOf(draft);
  const idleShorter = idle !== null && idle < (saved.retainConversationsDays ?? Infinity);
  if (!idleShorter && !(retainTrashDays < saved.retainTrashDays)) return null;
  return { retainConversationsDays: idleShorter ? idle : null, retainTrashDays };
}
