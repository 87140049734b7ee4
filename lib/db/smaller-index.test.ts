import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DatabaseHandle, installDatabase, openDatabase } from './client';
import { addAgent, addPerson } from './fixtures/conversations';
import { ids, search } from './fixtures/searching';
import { integrityProblems } from './integrity';
import { migrate } from './migrate';
import { getConversation } from './sessions';

let folder: string;
let handle: DatabaseHandle;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gossamer-'));
  handle = openDatabase(`file:${join(folder, 'old.db')}`);
  installDatabase(handle);
});
afterEach(() => {
  installDatabase(null);
  handle.close();
  rmSync(folder, { recursive: true });
});

/** The migrations before one of them. */
function migrationsBefore(name: string): string {
  const copy = join(folder, 'before');
  cpSync('drizzle', copy, { recursive: true });
  const path = join(copy, 'meta', '_journal.json');
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(path, 'utf8'));
  const at = journal.entries.findIndex(({ tag }) => tag.startsWith(name));
  writeFileSync(path, JSON.stringify({ entries: journal.entries.slice(0, at) }));
  return copy;
}

const PARTS = [
  { type: 'text', text: 'Looking. ' },
  { type: 'tool', toolCallId: 't', toolName: 'web_search', state: 'done', args: {}, result: 1 },
  { type: 'text', text: 'Silk it is.' },
];

it('what was written before the index was made anew is found and read as it was', async () => {
  await migrate(handle.client, migrationsBefore('0012'));
  await addPerson('ada');
  await addPerson('bob');
  await addAgent('guide');
  await handle.client.batch([
    `INSERT INTO sessions (id, user_id, agent_id, key, title, upstream_id, head_id, created_at, updated_at, read_at)
     VALUES ('s', 'ada', 'guide', 's', 'T', 's', 'a', 1, 1, 1), ('b', 'bob', 'guide', 'b', 'T', 'b', 'c', 1, 1, 1)`,
    {
      sql: `INSERT INTO messages (id, session_id, user_id, parent_id, role, text, tool_names, parts, created_at)
        VALUES ('q', 's', 'ada', NULL, 'user', 'Which silk?', '', NULL, 1),
          ('a', 's', 'ada', 'q', 'assistant', 'Looking. Silk it is.', '\uE002 web_search', ?, 2),
          ('c', 'b', 'bob', NULL, 'user', 'silk of ada', '', NULL, 3)`,
      args: [JSON.stringify(PARTS)],
    },
  ]);
  expect((await migrate(handle.client))[0]).toMatch(/^0012/);

  expect(ids(await search('silk'))).toEqual(['a', 'q']);
  expect(ids(await search('sil'))).toEqual(['a', 'q']);
  expect(ids(await search('"silk it is"'))).toEqual(['a']);
  expect(ids(await search('has:tool'))).toEqual(['a']);
  expect((await getConversation('ada', 's'))?.messages[1]?.parts).toEqual(PARTS);

  await handle.client.batch([
    "UPDATE messages SET text = 'Which wool?' WHERE id = 'q'",
    "DELETE FROM messages WHERE id = 'c'",
    "INSERT INTO messages_fts (messages_fts, rank) VALUES ('integrity-check', 1)",
  ]);
  expect(ids(await search('silk'))).toEqual(['a']);
  expect(ids(await search('wool'))).toEqual(['q']);
  expect(await integrityProblems(handle.client)).toEqual([]);
});
