import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@/lib/contract/ids';
import { textOf } from '@/lib/contract/message';
import { findBranchThrough, readAround, readBranches, showBranch } from '@/lib/db/branches';
import { sqlClient } from '@/lib/db/client';
import { getConversation } from '@/lib/db/sessions';
import type { StartRequest } from './plan';
import { openRunWorld, type PuppetEngine, puppetEngine, type RunWorld } from './run-fixture';
import { startRun } from './start';

let world: RunWorld;
let sessionId: string | null;
beforeEach(async () => {
  world = await openRunWorld({ kind: 'thinnest', upstreamAgentId: 'ag_1' });
  sessionId = null;
});
afterEach(() => world.dispose());

const owner = () => ({ userId: world.ada.id, sessionId: sessionId ?? '' });
const answer = (text: string) => (puppet: PuppetEngine) => {
  puppet.text(text);
  puppet.finish();
};
const breakOff = (text: string) => (puppet: PuppetEngine) => {
  if (text) puppet.text(text);
  puppet.end();
};

/** Asks, lets the agent do something, and gives what it was sent. */
async function ask(
  text: string,
  act: (puppet: PuppetEngine) => void,
  more?: Partial<StartRequest>,
) {
  const puppet = puppetEngine();
  const request = world.request(text, { sessionKey: sessionId, ...more });
  const { live } = await startRun(world.ada, request, world.parts(puppet));
  act(puppet);
  const { upstreamSessionId, text: sent, history } = await puppet.called;
  await live?.ended;
  sessionId ??= live?.sessionId ?? null;
  return { upstream: upstreamSessionId, sent, history };
}

async function shown() {
  const conversation = await getConversation(world.ada.id, sessionId ?? '');
  return conversation?.messages ?? [];
}
const words = async () => (await shown()).map(({ parts }) => textOf(parts));

/** The id of the shown message with these words. */
async function idOf(text: string): Promise<string> {
  const message = (await shown()).find(({ parts }) => textOf(parts) === text);
  if (!message) throw new Error(`Not shown: ${text}`);
  return message.id;
}

describe('the memory at the upstream', () => {
  test('a linear conversation keeps one, through failures, stops and retries of nothing', async () => {
    const first = await ask('Q1', answer('A1'));
    const upstreams = [
      await ask('Q2', breakOff('half an answer')),
      await ask('Q3', breakOff('')),
      await ask('', answer('A3'), { retryMessageId: await idOf('Q3') }),
      await ask('Q4', answer('A4')),
    ];
    expect(upstreams.map(({ upstream }) => upstream)).toEqual(Array(4).fill(first.upstream));
    expect(upstreams.map(({ sent }) => sent)).toEqual(['Q2', 'Q3', 'Q3', 'Q4'].map(String));
    expect((await shown()).some((message) => message.branchOpened)).toBe(false);
  });

  test('asking again opens a new one that is told what precedes, and goes on with that', async () => {
    const trunk = await ask('Q1', answer('A1'));
    await ask('Q2', answer('A2'));
    const again = await ask('', answer('A2 again'), { retryMessageId: await idOf('Q2') });
    expect(again.upstream).not.toBe(trunk.upstream);
    expect(again.sent).toMatch(/> Q1\nYou:\n> A1\n=== [^\n]+ end ===\n\nQ2$/);
    expect(again.sent).not.toContain('A2');
    expect((await shown()).map((message) => message.branchOpened ?? false)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    const on = await ask('Q3', answer('A3'));
    expect([on.upstream, on.sent]).toEqual([again.upstream, 'Q3']);
    expect((await shown()).at(-1)?.branchOpened).toBeUndefined();
  });

  test('going back to an older branch goes on with its own memory', async () => {
    const trunk = await ask('Q1', answer('A1'));
    const old = await idOf('A1');
    const again = await ask('', answer('A1 again'), { retryMessageId: await idOf('Q1') });
    expect(again.upstream).not.toBe(trunk.upstream);
    expect(again.sent).toBe('Q1');
    expect(await showBranch(owner(), old)).toBe(true);
    const on = await ask('Q2', answer('A2'));
    expect([on.upstream, on.sent]).toEqual([trunk.upstream, 'Q2']);
    expect(await words()).toEqual(['Q1', 'A1', 'Q2', 'A2']);
  });

  test('an edited question is a sibling with its own answer; the old branch stays', async () => {
    await ask('Q1', answer('A1'));
    await ask('Q2', answer('A2'));
    const [parent, old] = [await idOf('A1'), await idOf('Q2')];
    const edited = await ask('Q2 better', answer('A2 better'), { parentMessageId: parent });
    expect(edited.sent).toContain('> A1');
    expect(await words()).toEqual(['Q1', 'A1', 'Q2 better', 'A2 better']);
    const better = await idOf('Q2 better');
    expect(await readBranches(owner(), await shown())).toEqual({ [better]: [old, better] });
    expect(await showBranch(owner(), old)).toBe(true);
    expect(await words()).toEqual(['Q1', 'A1', 'Q2', 'A2']);
  });

  test('an edited first question is told nothing, since nothing precedes it', async () => {
    const trunk = await ask('Q1', answer('A1'));
    const edited = await ask('Q1 better', answer('B1'), { parentMessageId: null });
    expect(edited.upstream).not.toBe(trunk.upstream);
    expect(edited.sent).toBe('Q1 better');
    expect((await shown()).at(-1)?.branchOpened).toBeUndefined();
    expect(Object.values(await readBranches(owner(), await shown()))).toEqual([
      [expect.any(String), await idOf('Q1 better')],
    ]);
  });

  test('two branches opened at once never share a memory', async () => {
    const trunk = await ask('Q1', answer('A1'));
    const question = await idOf('Q1');
    const upstreams = [trunk.upstream];
    for (let i = 0; i < 4; i += 1) {
      upstreams.push((await ask('', answer(`B${i}`), { retryMessageId: question })).upstream);
    }
    expect(new Set(upstreams).size).toBe(5);
    const { rows } = await sqlClient().execute('SELECT count(*) AS n FROM runs');
    expect(rows[0]?.n).toBe(5);
  });

  test('messages that no run made are told before the first question after them', async () => {
    await ask('Q1', answer('A1'));
    await sqlClient().execute('UPDATE messages SET run_id = NULL');
    await sqlClient().execute('DELETE FROM runs');
    const on = await ask('Q2', answer('A2'));
    expect(on.sent).toContain('> A1');
    expect((await ask('Q3', answer('A3'))).sent).toBe('Q3');
  });
});

describe('continuing', () => {
  test('goes on in the same memory from the end of the partial answer', async () => {
    const first = await ask('Q1', breakOff('Once upon a'));
    const partial = await idOf('Once upon a');
    const on = await ask('', answer(' time.'), { continueMessageId: partial });
    expect(on.upstream).toBe(first.upstream);
    expect(on.sent).toContain('> Once upon a');
    expect(await words()).toEqual(['Q1', 'Once upon a', ' time.']);
    expect((await shown()).map(({ parentId }) => parentId)).toEqual([
      null,
      await idOf('Q1'),
      partial,
    ]);
    expect((await ask('Q2', answer('A2'))).upstream).toBe(first.upstream);
  });

  test('only an answer can be continued, and only a question be answered again', async () => {
    await ask('Q1', breakOff('Once'));
    const refusal = (more: Partial<StartRequest>) =>
      ask('x', answer(''), more).catch((e) => e.code);
    expect(await refusal({ continueMessageId: await idOf('Q1') })).toBe('not_found');
    expect(await refusal({ retryMessageId: await idOf('Once') })).toBe('not_found');
    const foreign = world.request('x', {
      sessionKey: sessionId,
      continueMessageId: await idOf('Once'),
    });
    await expect(startRun(world.bob, foreign, world.parts(puppetEngine()))).rejects.toMatchObject({
      code: 'session_not_found',
    });
  });

  test('a model is sent the partial answer and asked to go on', async () => {
    await world.dispose();
    world = await openRunWorld();
    await ask('Q1', breakOff('Once upon a'));
    const on = await ask('', answer(' time.'), { continueMessageId: await idOf('Once upon a') });
    expect(on.history.map(({ role, parts }) => [role, textOf(parts)])).toEqual([
      ['user', 'Q1'],
      ['assistant', 'Once upon a'],
    ]);
    expect(on.sent).toContain('broke off');
    const next = await ask('Q2', answer('A2'));
    expect(next.history.map(({ parts }) => textOf(parts))).toEqual(['Q1', 'Once upon a time.']);
  });
});

describe('branches', () => {
  test('a model is sent the history of the branch alone', async () => {
    await world.dispose();
    world = await openRunWorld();
    await ask('Q1', answer('A1'));
    const parent = await idOf('A1');
    await ask('Q2', answer('A2'));
    const edited = await ask('Q2 better', answer('B2'), { parentMessageId: parent });
    expect(edited.history.map(({ parts }) => textOf(parts))).toEqual(['Q1', 'A1']);
    expect(edited.sent).toBe('Q2 better');
  });

  test('answers that brought nothing are no branches, and going back passes them by', async () => {
    await ask('Q1', answer('A1'));
    const question = await idOf('Q1');
    await ask('', breakOff(''), { retryMessageId: question });
    await ask('', breakOff(''), { retryMessageId: question });
    expect(Object.values(await readBranches(owner(), await shown()))[0]).toHaveLength(2);
    expect(await showBranch(owner(), question)).toBe(true);
    expect(await words()).toEqual(['Q1', 'A1']);
    expect(await readBranches(owner(), await shown())).toEqual({});
  });

  test('another person, another conversation and a running answer change nothing', async () => {
    await ask('Q1', answer('A1'));
    const old = await idOf('A1');
    await ask('', answer('B1'), { retryMessageId: await idOf('Q1') });
    const bob = { userId: world.bob.id, sessionId: sessionId ?? '' };
    expect(await showBranch(bob, old)).toBe(false);
    expect(await findBranchThrough(bob, old)).toBeNull();
    expect(await showBranch({ ...owner(), sessionId: newId() }, old)).toBe(false);
    const puppet = puppetEngine();
    const running = await startRun(
      world.ada,
      world.request('Q2', { sessionKey: sessionId }),
      world.parts(puppet),
    );
    expect(await showBranch(owner(), old)).toBe(false);
    await running.live?.stop();
    expect(await showBranch(owner(), old)).toBe(true);
  });

  test('a message is found on the shown branch, and on another one', async () => {
    await ask('Q1', answer('A1'));
    const old = await idOf('A1');
    const question = await idOf('Q1');
    await ask('Q2', answer('A2'));
    const end = await idOf('A2');
    await ask('', answer('B1'), { retryMessageId: question });
    const leafId = await idOf('B1');
    expect(await findBranchThrough(owner(), question)).toEqual({ leafId, shown: true });
    expect(await findBranchThrough(owner(), old)).toEqual({ leafId: end, shown: false });
    const found = await readAround(
      owner(),
      { leafId: end, messageId: old },
      { before: 1, after: 1 },
    );
    expect(found.messages.map(({ parts }) => textOf(parts))).toEqual(['Q1', 'A1', 'Q2']);
    expect([found.more, found.later]).toEqual([false, true]);
    const elsewhere = { leafId, messageId: old };
    expect((await readAround(owner(), elsewhere, { before: 1, after: 1 })).messages).toEqual([]);
  });

  test('a page round any message of a long branch is contiguous and says what is beyond it', async () => {
    await ask('first', answer('second'));
    const sql = `INSERT INTO messages (id, session_id, user_id, parent_id, role, text, created_at)
      VALUES (?, ?, ?, ?, ?, ?, 1)`;
    const ids = (await shown()).map(({ id }) => id);
    for (let i = 2; i < 300; i += 1) {
      const id = newId();
      const role = i % 2 ? 'assistant' : 'user';
      await sqlClient().execute({
        sql,
        args: [id, sessionId, world.ada.id, ids[i - 1] ?? null, role, `${i}`],
      });
      ids.push(id);
    }
    const leafId = ids.at(-1) ?? '';
    for (const at of [0, 5, 150, 290, 299]) {
      const place = { leafId, messageId: ids[at] ?? '' };
      const found = await readAround(owner(), place, { before: 20, after: 30 });
      const [from, to] = [Math.max(0, at - 20), Math.min(299, at + 30)];
      expect(found.messages.map(({ id }) => id)).toEqual(ids.slice(from, to + 1));
      expect([found.more, found.later]).toEqual([from > 0, to < 299]);
    }
  });
});
