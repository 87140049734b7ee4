/** The instance's settings in force: defaults, then the environment, then what admins set. */

import {
  type InstanceSettings,
  instanceSettingsSchema,
  type SettingSource,
} from '@/lib/contract/instance-settings';
import { env } from '@/lib/env';
import { getSetting, setSetting } from './settings';

/** What the environment says; only what is set there. */
function fromEnvironment(): Partial<InstanceSettings> {
  return env.SIGNUP_POLICY === undefined ? {} : { signUpPolicy: env.SIGNUP_POLICY };
}

async function fromAdmins(): Promise<Partial<InstanceSettings>> {
  const stored = await getSetting('instance');
  return stored === null ? {} : JSON.parse(stored);
}

/** Every setting as it is in force now. Changes count from the next request on. */
export async function readSettings(): Promise<InstanceSettings> {
  return instanceSettingsSchema.parse({ ...fromEnvironment(), ...(await fromAdmins()) });
}

/** Where each value in force comes from. */
export async function readSettingSources(): Promise<Record<keyof InstanceSettings, SettingSource>> {
  const admin = await fromAdmins();
  const environment = fromEnvironment();
  const names = Object.keys(instanceSettingsSchema.shape) as (keyof InstanceSettings)[];
  const source = (name: keyof InstanceSettings): SettingSource => {
    if (name in admin) return 'admin';
    return name in environment ? 'environment' : 'default';
  };
  return Object.fromEntries(names.map((name) => [name, source(name)])) as Record<
    keyof InstanceSettings,
    SettingSource
  >;
}

/** Stores what admins set, whole: what is left out falls back to the environment or default. */
export async function storeSettings(values: Partial<InstanceSettings>): Promise<void> {
  await setSetting('instance', JSON.stringify(values));
}
