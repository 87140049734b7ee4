/**
 * What admins set for the whole instance. One default each, here; a value from the
 * environment stands over the default, one set in the admin pages over both.
 */

import { z } from 'zod';

const days = z.number().int().min(1).max(3650);

export const SIGNUP_POLICIES = ['open', 'approval', 'invite', 'closed'] as const;

/** The kinds of image a logo may be, and the characters of its `data:` address at most. */
export const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'] as const;
export const MAX_LOGO_LENGTH = 100_000;

const LOGO = /^(data:image\/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2})?$/;
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

export const instanceSettingsSchema = z.object({
  name: z.string().trim().min(1, 'Give the instance a name.').max(40),
  /** A small image as a `data:` address; empty: the built-in mark. */
  logo: z.string().max(MAX_LOGO_LENGTH).regex(LOGO, 'Use a PNG, JPEG, WebP or SVG image.'),
  /** The accent's hue in degrees (OKLCH); null: the built-in teal. */
  accentHue: z.number().int().min(0).max(359).nullable(),
  /** Text shown to everybody above every page; empty: none. */
  banner: z.string().trim().max(500),
  signUpPolicy: z.enum(SIGNUP_POLICIES),
  /** Domains whose addresses may sign up; empty: all. */
  emailDomains: z
    .array(z.string().trim().toLowerCase().regex(DOMAIN, 'Write domains like example.org.'))
    .max(100),
  /** The agent a new conversation starts with; empty: the first in order. */
  defaultAgentId: z.string().max(100),
  /** Conversations without activity for so long go to the trash; null: never. */
  retainConversationsDays: days.nullable(),
  retainTrashDays: days,
  /** How long the events of an ended run are kept for readers that are behind. */
  retainRunLogMinutes: z.number().int().min(1).max(1440),
  /** At least 30: the database refuses less. */
  retainAuditDays: days.min(30),
  /** Whether admins may read conversations that people rated. Each reading is audited. */
  adminsReadConversations: z.boolean(),
  shareLinks: z.boolean(),
  /** Hours between backups; null: none are made by themselves. */
  backupEveryHours: z.number().int().min(1).max(720).nullable(),
  backupsKept: z.number().int().min(1).max(365),
});
export type InstanceSettings = z.infer<typeof instanceSettingsSchema>;
export type SettingName = keyof InstanceSettings;

/** What holds where neither the environment nor an admin says otherwise. */
export const SETTING_DEFAULTS: InstanceSettings = {
  name: 'Gossamer',
  logo: '',
  accentHue: null,
  banner: '',
  signUpPolicy: 'invite',
  emailDomains: [],
  defaultAgentId: '',
  retainConversationsDays: null,
  retainTrashDays: 30,
  retainRunLogMinutes: 15,
  retainAuditDays: 365,
  adminsReadConversations: false,
  shareLinks: true,
  backupEveryHours: null,
  backupsKept: 7,
};

/** Every setting's name, in the order of the schema. */
export const SETTING_NAMES = instanceSettingsSchema.keyof().options;

/** What an admin changes at once: values to set here, and names that are no longer set here. */
export const settingsChangeSchema = z.object({
  set: instanceSettingsSchema.partial(),
  reset: z.array(instanceSettingsSchema.keyof()),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

/** How long conversations are kept: moved to the trash after, and deleted from there after. */
export const retentionTermsSchema = instanceSettingsSchema.pick({
  retainConversationsDays: true,
  retainTrashDays: true,
});
export type RetentionTerms = z.infer<typeof retentionTermsSchema>;

/** Where a value in force comes from. */
export type SettingSource = 'default' | 'environment' | 'admin';

/** The settings in force, where each comes from, and what would hold without the admins' own. */
export interface SettingsState {
  values: InstanceSettings;
  sources: Record<SettingName, SettingSource>;
  fallbacks: InstanceSettings;
  fallbackSources: Record<SettingName, SettingSource>;
}
