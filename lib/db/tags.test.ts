import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAX_TAGS } from '@/lib/contract/tag';
import { addAgent, addConversation, addPerson } from './fixtures/conversations';
import { listSessions } from './session-lists';
import { changeTag, createTag, listTags, removeTag, setSessionTags } from './tags';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await addPerson('ada');
  await addPerson('bob');
  await addAgent('guide');
  await addConversation({ id: 'c' });
});
afterEach(() => database.dispose());

const make = (id: string, name: string, userId = 'ada') =>
  createTag(userId, { id, name, colour: 'blue' }, 1);
const tagsOf = async () => (await listSessions('ada'))[0]?.tags;

it('tags are made, renamed, recoloured and listed by name; a name is there once, in any case', async () => {
  expect(await make('1', 'Work')).toBe(true);
  expect(await make('2', 'work')).toBe(false);
  expect(await make('2', 'alpha')).toBe(true);
  expect(await make('3', 'Work', 'bob')).toBe(true);
  expect(await changeTag('ada', '2', { name: 'WORK', colour: 'red' })).toBe(false);
  expect(await changeTag('ada', '1', { name: 'WORK', colour: 'red' })).toBe(true);
  expect(await listTags('ada')).toEqual([
    { id: '2', name: 'alpha', colour: 'blue' },
    { id: '1', name: 'WORK', colour: 'red' },
  ]);
});

it('a conversation has exactly the tags it is given, and only its person’s', async () => {
  await make('1', 'one');
  await make('2', 'two');
  await make('3', 'three', 'bob');
  expect(await setSessionTags('ada', 'c', ['1', '2', '3', 'none'])).toBe(true);
  expect(await tagsOf()).toEqual(['1', '2']);
  expect(await setSessionTags('ada', 'c', ['2'])).toBe(true);
  expect(await tagsOf()).toEqual(['2']);
  expect(await setSessionTags('bob', 'c', ['3'])).toBe(false);
  expect(await tagsOf()).toEqual(['2']);
});

it('a removed tag comes off; nobody removes or changes another person’s', async () => {
  await make('1', 'one');
  await setSessionTags('ada', 'c', ['1']);
  expect(await removeTag('bob', '1')).toBe(false);
  expect(await changeTag('bob', '1', { name: 'x', colour: 'red' })).toBe(false);
  expect(await removeTag('ada', '1')).toBe(true);
  expect(await tagsOf()).toEqual([]);
});

it('there is an end to them', async () => {
  for (let i = 0; i < MAX_TAGS; i += 1) await make(`t${i}`, `tag ${i}`);
  expect(await make('more', 'one more')).toBe(false);
});
