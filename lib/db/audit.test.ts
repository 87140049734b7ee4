import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditQuery, auditAddress, readAuditQuery } from '@/lib/contract/audit-list';
import { auditChange, auditIfChanged, BY_SERVER, type By, writeAudit } from './audit';
import { eachAudit, listAudit } from './audit-list';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const ada: By = {
  actor: { id: 'a', email: 'ada@example.com' },
  origin: '192.0.2.1',
  via: 'Firefox',
};
const everything = readAuditQuery({});
const found = async (query: Partial<AuditQuery>) =>
  (await listAudit({ ...everything, ...query })).lines.map(({ action }) => action);

describe('an entry', () => {
  it('M04: cannot be changed, nor deleted before its time', async () => {
    await writeAudit({ ...ada, action: 'agent.update' });
    await expect(database.client.execute("update audit set action = 'x'")).rejects.toThrow(
      'cannot be changed',
    );
    await expect(database.client.execute('delete from audit')).rejects.toThrow(
      'cannot be shortened',
    );
    await expect(
      database.client.execute(
        `insert or replace into audit (n, created_at, action) values (1, 0, 'x')`,
      ),
    ).rejects.toThrow();
    expect(await found({})).toEqual(['agent.update']);
  });

  it('M04: says who, what, before, after, when and from where, with secrets masked', async () => {
    await writeAudit({
      ...ada,
      action: 'agent.update',
      subjectId: 'x',
      subject: 'Weaver',
      before: { name: 'Old', apiKey: 'abc' },
      after: { name: 'sk-1234567890abcdef', nested: { password: 'p' } },
      now: 5_000,
    });
    const { lines } = await listAudit(everything);
    expect(lines).toEqual([
      {
        n: 1,
        createdAt: 5_000,
        actor: 'ada@example.com',
        action: 'agent.update',
        subjectId: 'x',
        subject: 'Weaver',
        before: { name: 'Old', apiKey: '[masked]' },
        after: { name: '[masked]', nested: { password: '[masked]' } },
        origin: '192.0.2.1',
        via: 'Firefox',
      },
    ]);
  });

  it('behind a statement that changed nothing is not written', async () => {
    const change = (id: string) =>
      database.client.batch(
        [
          { sql: "update settings set value = 'x' where key = ?", args: [id] },
          auditIfChanged({ ...BY_SERVER, action: 'settings.update' }),
        ],
        'write',
      );
    await change('nothing');
    expect(await found({})).toEqual([]);
    await database.client.execute("insert into settings values ('a', '', 0)");
    await change('a');
    expect(await found({})).toEqual(['settings.update']);
  });

  it('holds of two states only what differs', () => {
    const before = { name: 'A', starters: ['x'], icon: 'sun' };
    expect(auditChange(before, { ...before, name: 'B', starters: ['x', 'y'] })).toEqual({
      before: { name: 'A', starters: ['x'] },
      after: { name: 'B', starters: ['x', 'y'] },
    });
  });
});

describe('the log', () => {
  it('is searched by person, subject, value and address, and narrowed by noun, subject and day', async () => {
    const day = Date.parse('2026-02-03');
    await writeAudit({ ...ada, action: 'agent.update', subject: 'Weaver', now: day });
    await writeAudit({
      ...BY_SERVER,
      action: 'person.role',
      subjectId: 'p',
      after: { role: 'admin' },
      now: day + 86_400_000,
    });
    await writeAudit({ ...BY_SERVER, action: 'agents.sync', now: day + 2 * 86_400_000 });
    expect(await found({ text: 'ADA@' })).toEqual(['agent.update']);
    expect(await found({ text: 'weaver' })).toEqual(['agent.update']);
    expect(await found({ text: '192.0' })).toEqual(['agent.update']);
    expect(await found({ text: '"admin"' })).toEqual(['person.role']);
    expect(await found({ text: '%' })).toEqual([]);
    expect(await found({ noun: 'agent' })).toEqual(['agent.update']);
    expect(await found({ subject: 'p' })).toEqual(['person.role']);
    expect(await found({ from: '2026-02-04' })).toEqual(['agents.sync', 'person.role']);
    expect(await found({ to: '2026-02-04' })).toEqual(['person.role', 'agent.update']);
  });

  it('a text is looked for in all of a long log, each way', async () => {
    await database.client.execute(`WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 4500)
      INSERT INTO audit (created_at, action, subject) SELECT i, 'a.b', iif(i % 50 = 0, 'Needle ', '') || i FROM s`);
    const needles = { ...everything, text: 'needle' };
    const page = await listAudit(needles);
    expect([page.total, page.lines.at(0)?.n, page.lines.at(-1)?.n]).toEqual([90, 4500, 2050]);
    const older = await listAudit({ ...needles, before: page.older });
    expect([older.lines.at(0)?.n, older.lines.at(-1)?.n, older.older]).toEqual([2000, 50, null]);
    const back = await listAudit({ ...needles, after: older.newer });
    expect(back.lines).toEqual(page.lines);
    const all: number[] = [];
    for await (const lines of eachAudit(needles)) all.push(...lines.map(({ n }) => n));
    expect(all).toEqual(Array.from({ length: 90 }, (_, i) => 4500 - 50 * i));
  });

  it('is paged by number, older and newer, and nothing is shown twice or left out', async () => {
    for (let n = 1; n <= 120; n += 1)
      await writeAudit({ ...ada, action: 'a.b', subjectId: `${n}` });
    const seen: number[] = [];
    let page = await listAudit(everything);
    expect([page.total, page.newer]).toEqual([120, null]);
    for (;;) {
      seen.push(...page.lines.map(({ n }) => n));
      if (page.older === null) break;
      page = await listAudit({ ...everything, before: page.older });
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, place) => 120 - place));
    const back = await listAudit({ ...everything, after: page.newer });
    expect([back.lines.at(0)?.n, back.lines.at(-1)?.n]).toEqual([70, 21]);
    const first = await listAudit({ ...everything, after: back.newer });
    expect([first.lines.at(0)?.n, first.newer]).toEqual([120, null]);
  });

  it('is taken home whole, in pieces', async () => {
    for (let n = 1; n <= 501; n += 1) await writeAudit({ ...ada, action: 'a.b' });
    const sizes: number[] = [];
    for await (const lines of eachAudit(everything)) sizes.push(lines.length);
    expect(sizes).toEqual([500, 1]);
  });
});

it('reads addresses and writes them, and takes what cannot be meant as not said', () => {
  const address = '/admin/audit?q=ada&what=agent&subject=x&from=2026-01-01&to=2026-01-31&before=7';
  const params = Object.fromEntries(new URL(address, 'http://x').searchParams);
  const query = readAuditQuery(params);
  expect(auditAddress(query, { before: query.before })).toBe(address);
  expect(auditAddress(query, { text: 'ben' })).not.toContain('before');
  expect(readAuditQuery({ from: '2026-99-99', before: '-1', after: 'x', q: ['a', 'b'] })).toEqual({
    ...everything,
    text: 'a',
  });
});
