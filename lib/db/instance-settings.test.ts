import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTING_DEFAULTS } from '@/lib/contract/instance-settings';
import { sqlClient } from './client';
import { changeSettings, describeSettings, readSettings } from './instance-settings';
import { readLogo } from './logo';
import { setSetting } from './settings';
import { openTestDatabase, type TestDatabase } from './testing';

const BY = { actor: { id: 'a', email: 'ada@example.org' }, origin: '127.0.0.1' };
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.dispose());

async function lastAudit() {
  const { rows } = await sqlClient().execute(
    'SELECT action, before, after FROM audit ORDER BY n DESC LIMIT 1',
  );
  return rows[0];
}

describe('instance settings', () => {
  it('are the defaults until somebody says otherwise', async () => {
    expect(await readSettings()).toEqual(SETTING_DEFAULTS);
    expect((await describeSettings()).sources.name).toBe('default');
  });

  it('hold from the next reading on, with an audit row of what changed', async () => {
    await changeSettings({ set: { name: 'Loom', accentHue: 250 }, reset: [] }, BY);
    const { values, sources } = await describeSettings();
    expect(values).toEqual({ ...SETTING_DEFAULTS, name: 'Loom', accentHue: 250 });
    expect([sources.name, sources.banner]).toEqual(['admin', 'default']);
    const row = await lastAudit();
    expect(row?.[0]).toBe('settings.update');
    expect(JSON.parse(String(row?.[1]))).toEqual({ name: 'Gossamer', accentHue: null });
    expect(JSON.parse(String(row?.[2]))).toEqual({ name: 'Loom', accentHue: 250 });
  });

  it('keep what another admin set meanwhile, also none', async () => {
    await Promise.all([
      changeSettings({ set: { banner: "It's {here}" }, reset: [] }, BY),
      changeSettings({ set: { backupEveryHours: 24 }, reset: ['accentHue'] }, BY),
    ]);
    const { values, sources } = await describeSettings();
    expect(values).toMatchObject({ name: 'Loom', banner: "It's {here}", backupEveryHours: 24 });
    expect(sources.accentHue).toBe('default');
    await changeSettings({ set: { backupEveryHours: null }, reset: [] }, BY);
    expect((await describeSettings()).sources.backupEveryHours).toBe('admin');
    expect((await readSettings()).backupEveryHours).toBeNull();
  });

  it('leave out a stored value that this code does not take', async () => {
    await setSetting('instance', JSON.stringify({ name: 'Kept', signUpPolicy: 'anarchy', old: 1 }));
    expect(await readSettings()).toEqual({ ...SETTING_DEFAULTS, name: 'Kept' });
  });

  it('serve the logo as an image and keep it out of the audit log', async () => {
    const logo = `data:image/png;base64,${Buffer.from('not a picture').toString('base64')}`;
    await changeSettings({ set: { logo }, reset: [] }, BY);
    const served = await readLogo();
    expect(served?.type).toBe('image/png');
    expect(Buffer.from(served?.bytes ?? []).toString()).toBe('not a picture');
    expect(String((await lastAudit())?.[2])).not.toContain(logo);
    await changeSettings({ set: {}, reset: ['logo'] }, BY);
    expect(await readLogo()).toBeNull();
  });
});
