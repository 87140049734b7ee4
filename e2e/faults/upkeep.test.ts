/** What the server keeps by itself, and what admins see when it cannot. */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signedIn } from '@/e2e/visitor';
import { BY_SERVER } from '@/lib/db/audit';
import { sqlClient } from '@/lib/db/client';
import { changeSettings } from '@/lib/db/instance-settings';
import { untilTrue } from './database';
import { startServer } from './server';
import { withDatabase } from './world';

const OPERATOR = { email: 'operator@example.com', password: 'correct horse battery' };
const LOW = 'The disk is almost full';
const FAILED = 'The last backup did not work';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gossamer-faults-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('backups are made on time and the oldest go; a full disk and a backup that failed are told above the pages of admins until they are over', async () => {
  const backups = join(folder, 'backups');
  const inTheWay = join(folder, 'file');
  const old = (day: number) => `gossamer-2026-01-0${day}T00-00-00-000Z-scheduled.db`;
  await mkdir(backups);
  await writeFile(inTheWay, '');
  for (const day of [1, 2, 3]) await writeFile(join(backups, old(day)), '');
  const byHand = 'gossamer-2025-01-01T00-00-00-000Z-manual.db';
  await writeFile(join(backups, byHand), '');
  const env = (more: Record<string, string>) => ({
    ADMIN_EMAIL: OPERATOR.email,
    ADMIN_PASSWORD: OPERATOR.password,
    DISK_LOW_MB: '1',
    ...more,
  });

  const server = await startServer({ folder, env: env({ DISK_LOW_MB: '1000000000' }) });
  const admin = await signedIn(server.url, OPERATOR);
  const shown = async () => {
    const html = await (await admin.send('/admin/system')).text();
    return [LOW, FAILED].filter((title) => html.includes(`>${title}<`)); // Not among the words.
  };
  const shows = (...titles: string[]) =>
    untilTrue(async () => String(await shown()) === String(titles), `[${titles}] on the page`);
  /** With its backup due, started again with these variables. */
  const again = async (more: Record<string, string>) => {
    await withDatabase(server.database, async () => {
      await sqlClient().execute("DELETE FROM settings WHERE key = 'upkeep:backup'");
    });
    await server.restart(env(more));
  };
  await shows(LOW);
  await withDatabase(server.database, () =>
    changeSettings({ set: { backupEveryHours: 24, backupsKept: 2 }, reset: [] }, BY_SERVER),
  );

  await again({ BACKUP_FOLDER: join(inTheWay, 'below') });
  await shows(FAILED);

  await again({ BACKUP_FOLDER: backups });
  await shows();
  const kept = readdirSync(backups).toSorted();
  expect(kept.slice(0, 2)).toEqual([byHand, old(3)]);
  expect(kept.slice(2)).toEqual([expect.stringMatching(/-scheduled\.db$/)]);
  await server.dispose();
});
