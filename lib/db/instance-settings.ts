/** The instance's settings in force: defaults, then the environment, then what admins set. */

import type { InStatement } from '@libsql/client';
import {
  type InstanceSettings,
  instanceSettingsSchema,
  SETTING_DEFAULTS,
  SETTING_NAMES,
  type SettingName,
  type SettingSource,
  type SettingsChange,
  type SettingsState,
} from '@/lib/contract/instance-settings';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { auditStatement, type By } from './audit';
import { sqlClient } from './client';
import { getSetting } from './settings';

type Some = Partial<InstanceSettings>;

/** The stored text and what it says, so that a page view parses nothing that did not change. */
let last: { text: string; values: Some } = { text: '{}', values: {} };

/** Every setting as it is in force now. Changes count from the next request on. */
export async function readSettings(): Promise<InstanceSettings> {
  return { ...SETTING_DEFAULTS, ...fromEnvironment(), ...(await fromAdmins()) };
}

/** The settings in force with where each comes from. */
export async function describeSettings(): Promise<SettingsState> {
  const [environment, admins] = [fromEnvironment(), await fromAdmins()];
  const behind = (name: SettingName): SettingSource =>
    name in environment ? 'environment' : 'default';
  const fallbacks = { ...SETTING_DEFAULTS, ...environment };
  return {
    values: { ...fallbacks, ...admins },
    sources: eachSetting((name) => (name in admins ? 'admin' : behind(name))),
    fallbacks,
    fallbackSources: eachSetting(behind),
  };
}

/**
 * Sets and resets settings, each by itself, so that two admins who change different
 * ones keep both; in one batch with the audit row. Nothing given changes nothing.
 */
export async function changeSettings(
  { set, reset }: SettingsChange,
  by: By,
  now = Date.now(),
): Promise<void> {
  const before = await readSettings();
  const gone = reset.filter((name) => !(name in set));
  const names = SETTING_NAMES.filter((name) => name in set || gone.includes(name));
  if (names.length === 0) return;
  const after = { ...before, ...pick({ ...SETTING_DEFAULTS, ...fromEnvironment() }, gone), ...set };
  await sqlClient().batch(
    [
      mergeStatement(set, gone, now),
      auditStatement({
        ...by,
        action: 'settings.update',
        before: auditable(pick(before, names)),
        after: auditable(pick(after, names)),
        now,
      }),
    ],
    'write',
  );
}

/** Names come from the schema, never from a request, so they may stand in the SQL. */
function mergeStatement(set: Some, gone: readonly SettingName[], now: number): InStatement {
  const entries = SETTING_NAMES.filter((name) => set[name] !== undefined);
  const paths = entries.map((name) => `, '$.${name}', json(?)`).join('');
  const removed = gone.map((name) => `, '$.${name}'`).join('');
  const values = entries.map((name) => JSON.stringify(set[name]));
  return {
    sql: `INSERT INTO settings (key, value, updated_at)
      VALUES ('instance', json_remove(json_set('{}'${paths})${removed}), ?)
      ON CONFLICT (key) DO UPDATE SET
        value = json_remove(json_set(value${paths})${removed}), updated_at = excluded.updated_at`,
    args: [...values, now, ...values],
  };
}

/** An image is named by its length: the log is read by people. */
function auditable(values: Some): Record<string, unknown> {
  if (!values.logo) return values;
  return {
    ...values,
    logo: `${values.logo.slice(0, values.logo.indexOf(','))} (${values.logo.length})`,
  };
}

/** What the environment says; only what is set there. */
function fromEnvironment(): Some {
  const { SIGNUP_POLICY, LOG_GRACE_MS } = env;
  return {
    ...(SIGNUP_POLICY && { signUpPolicy: SIGNUP_POLICY }),
    ...(LOG_GRACE_MS && { retainRunLogMinutes: Math.ceil(LOG_GRACE_MS / 60_000) }),
  };
}

async function fromAdmins(): Promise<Some> {
  const text = (await getSetting('instance')) ?? '{}';
  if (text !== last.text) last = { text, values: usable(JSON.parse(text)) };
  return last.values;
}

/** What is valid of what is stored: a value this code does not take counts as not set. */
function usable(stored: Record<string, unknown>): Some {
  const parsed = instanceSettingsSchema.partial().safeParse(stored);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  log.warn('settings_unusable', { names: [...wrong] });
  const rest = Object.entries(stored).filter(([name]) => !wrong.has(name));
  return instanceSettingsSchema.partial().parse(Object.fromEntries(rest));
}

function pick(values: InstanceSettings, names: readonly SettingName[]): Some {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function eachSetting<T>(of: (name: SettingName) => T): Record<SettingName, T> {
  const { shape } = instanceSettingsSchema;
  const made: Partial<Record<SettingName, T>> = {};
  for (const name of SETTING_NAMES) made[name] = of(name);
  if (!isWhole(made, Object.keys(shape).length)) throw new Error('A setting is missing.');
  return made;
}

function isWhole<T>(
  made: Partial<Record<SettingName, T>>,
  size: number,
): made is Record<SettingName, T> {
  return Object.keys(made).length === size;
}
