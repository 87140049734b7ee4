import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { setUserRole } from '@/lib/db/person-changes';
import { createToken } from '@/lib/db/tokens';
import { createUser } from '@/lib/db/users';
import { openAs } from './admin';
import { BACKUP, CHANGING, READING, READING_ROUTES } from './admin-changes';
import { expectAccessible } from './axe';
import { builtActions } from './build';
import { test } from './fixtures';
import { ROUTES } from './inventory';
import { callAction, signedIn, visitor, withToken } from './visitor';

test('M04 every change an admin can make leaves a row: who, what, when, from where', async ({
  app,
  world,
}) => {
  const actions = builtActions().filter(({ name }) => name.startsWith('app/admin/'));
  expect(actions.map(({ name }) => name).sort()).toEqual(
    [...READING, ...Object.keys(CHANGING)].sort(),
  );
  const person = await world.person({ role: 'admin' });
  const cookie = await signedIn(app.url, person);
  const admin = visitor(app.url, { ...cookie.headers, 'user-agent': 'Loom/1.0' });
  const rowsOf = async () => {
    const sql =
      'SELECT action, origin, via, created_at, before, after FROM audit WHERE actor_id = ? ORDER BY n';
    return (await sqlClient().execute({ sql, args: [person.id] })).rows;
  };
  const silent = new Set<string>();
  let backup = '';
  for (const [name, inputs] of Object.entries(CHANGING)) {
    const action = actions.find((one) => one.name === name);
    for (const prepare of inputs) {
      const input = await prepare(world);
      const before = await rowsOf();
      const sent = input.name === BACKUP ? { name: backup } : input;
      const started = Date.now();
      const answer = action && (await callAction(admin, action, sent));
      expect(answer, `${name} ${JSON.stringify(sent)}`).toMatchObject({ status: 200, code: null });
      backup = /gossamer-[\w.-]+\.db/.exec(answer?.text ?? '')?.[0] ?? backup;
      const [row, ...more] = (await rowsOf()).slice(before.length);
      expect([row?.via, row?.origin, more], name).toEqual([
        'Loom/1.0',
        expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
        [],
      ]);
      expect(Number(row?.created_at), name).toBeGreaterThanOrEqual(started);
      if (row?.before === null && row.after === null) silent.add(String(row.action));
    }
  }
  // The rest says what was before, or is after.
  expect([...silent].sort()).toEqual(['backup.create', 'backup.delete', 'person.sign_out']);
});

test('M08 whatever list an admin takes home is noted, whichever route gives it', async ({
  app,
  world,
}) => {
  const root = await world.person({ role: 'admin' });
  const admin = await signedIn(app.url, root);
  const asked = Object.entries(ROUTES)
    .filter(([route]) => route.startsWith('/api/admin/'))
    .flatMap(([route, { methods }]) => Object.keys(methods).map((method) => `${method} ${route}`))
    .filter((one) => !READING_ROUTES.includes(one));
  expect(asked.filter((one) => !one.startsWith('GET '))).toEqual([]);
  for (const one of asked) {
    const answer = await admin.send(one.slice('GET '.length));
    await answer.text();
    expect(answer.status, one).toBe(200);
  }
  const noted = await sqlClient().execute({
    sql: 'SELECT action FROM audit WHERE actor_id = ?',
    args: [root.id],
  });
  expect(noted.rows.map((row) => String(row.action).endsWith('.export'))).toEqual(
    asked.map(() => true),
  );
});

test('M08 I12 the people go home as CSV that holds no formula, limited and noted', async ({
  app,
  world,
}) => {
  const mark = newId();
  const tricky = [
    '=HYPERLINK("http://x")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '＝1',
    '\t=1',
    'a "b", c\nd',
  ];
  for (const name of tricky) {
    await createUser({ email: `csv-${newId()}@${mark}.example`, name });
  }
  const root = await world.person({ role: 'admin' });
  const { token } = await createToken(root.id, 'nightly', { scope: 'read' });
  const reader = withToken(app.url, token);
  const answer = await reader.send(`/api/admin/people?q=${mark}`);
  const text = await answer.text();
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="gossamer-people-/,
  );
  expect(text.split('\r\n').filter((line) => line.includes(mark))).toHaveLength(tricky.length);
  expect(text).not.toMatch(/(^|[,"\n])\s*[=+@＝-](?!\d+[,\r])/m);
  expect(text).toContain(`"a ""b"", c\nd"`);
  const noted = await sqlClient().execute({
    sql: 'SELECT action, via, after FROM audit WHERE actor_id = ?',
    args: [root.id],
  });
  expect(noted.rows.map((row) => ({ ...row }))).toEqual([
    { action: 'person.export', via: 'token: nightly', after: JSON.stringify({ q: mark }) },
  ]);
  const statuses = new Set<number>();
  for (let n = 0; n < 20; n += 1) statuses.add((await reader.send('/api/admin/audit')).status);
  const refused = await reader.send('/api/admin/people');
  expect([[...statuses], refused.status]).toEqual([[200, 429], 429]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('an admin finds who changed what, reads what it was before, and takes it home', async ({
  page,
  app,
  world,
}) => {
  const ann = await world.person({ name: 'Ann' });
  const actor = { id: 'x', email: `root-${newId()}@example.com` };
  await setUserRole(ann.id, 'admin', { actor, origin: '192.0.2.7', via: 'Loom/1.0' });
  await openAs(page, world, '/admin/audit');
  await page.getByRole('searchbox').fill(actor.email);
  await expect(page.getByRole('status').filter({ hasText: '1 entry' })).toBeVisible();
  const entry = page.getByRole('list', { name: 'Audit log' }).getByRole('listitem');
  await expect(entry).toContainText(`Changed the role of ${ann.email}`);
  await entry.locator('summary').click();
  await expect(entry.getByRole('row', { name: 'role user admin' })).toBeVisible();
  await expect(entry).toContainText('192.0.2.7');
  await expectAccessible(page, 'audit log, one entry open');
  await page.getByRole('combobox', { name: 'What' }).selectOption('Settings');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('combobox', { name: 'What' }).selectOption('Anything');
  await expect(entry).toBeVisible();
  const href = await page.getByRole('link', { name: 'Download as JSON' }).getAttribute('href');
  const [own, only, ...more] = await (await page.request.get(app.url + href)).json();
  expect([own.action, own.after.q, more]).toEqual(['audit.export', actor.email, []]);
  expect(only).toMatchObject({
    actor: actor.email,
    action: 'person.role',
    subject: ann.email,
    before: { role: 'user' },
    after: { role: 'admin' },
  });
});
