/**
 * What admins set for the whole instance. One default each, here; a value from the
 * environment stands over the default, one set in the admin pages over both.
 */

import { z } from 'zod';

const days = z.number().int().min(1).max(3650);

export const SIGNUP_POLICIES = ['open', 'approval', 'invite', 'closed'] as const;

export const instanceSettingsSchema = z.object({
  name: z.string().trim().min(1, 'Give the instance a name.').max(40).default('Gossamer'),
  /** A small image as a `data:` address; empty: the built-in mark. */
  logo: z.string().max(100_000).default(''),
  /** The accent's hue in degrees (OKLCH); null: the built-in teal. */
  accentHue: z.number().int().min(0).max(359).nullable().default(null),
  /** Text shown to everybody above every page; empty: none. */
  banner: z.string().trim().max(500).default(''),
  signUpPolicy: z.enum(SIGNUP_POLICIES).default('invite'),
  /** Domains whose addresses may sign up; empty: all. */
  emailDomains: z.array(z.string().trim().toLowerCase().min(1).max(253)).max(100).default([]),
  /** The agent a new conversation starts with; empty: the first in order. */
  defaultAgentId: z.string().max(100).default(''),
  /** Conversations without activity for so long go to the trash; null: never. */
  retainConversationsDays: days.nullable().default(null),
  retainTrashDays: days.default(30),
  /** At least 30: the database refuses less. */
  retainAuditDays: days.min(30).default(365),
  /** Whether admins may read conversations that people rated. Each reading is audited. */
  adminsReadConversations: z.boolean().default(false),
  shareLinks: z.boolean().default(true),
  /** Hours between backups; null: none are made by themselves. */
  backupEveryHours: z.number().int().min(1).max(720).nullable().default(null),
  backupsKept: z.number().int().min(1).max(365).default(7),
});
export type InstanceSettings = z.infer<typeof instanceSettingsSchema>;

/** Where a value in force comes from. */
export type SettingSource = 'default' | 'environment' | 'admin';
