import { describe, expect, it } from 'vitest';
import { type ImportReport, importConversations, readArchiveText } from './import-archive';

const archive = (more: object) =>
  JSON.stringify({ format: 'gossamer.conversations', version: 1, conversations: [{}], ...more });

describe('readArchiveText', () => {
  it.each([
    ['{', 'notJson'],
    ['[]', 'notArchive'],
    ['{"conversations":[]}', 'notArchive'],
    [archive({ format: 'other' }), 'notArchive'],
    [archive({ version: 2 }), 'newer'],
    [archive({ conversations: [] }), 'empty'],
  ])('says what is wrong with %s', (text, problem) => {
    expect(readArchiveText(text)).toBe(problem);
  });

  it('gives the conversations of one that is right', () => {
    expect(readArchiveText(archive({}))).toEqual({ conversations: [{}] });
  });
});

const imported = (replaced = false) =>
  Response.json({ status: 'imported', agent: { name: 'Guide', replaced } });

function run(answers: (() => Response)[], abortAt = -1) {
  const told: ImportReport[] = [];
  const stop = new AbortController();
  let at = 0;
  const send = async () => {
    if (at === abortAt) stop.abort();
    stop.signal.throwIfAborted();
    const answer = answers[at++];
    if (!answer) throw new TypeError('Failed to fetch');
    return answer();
  };
  const conversations = ['a', 'b', 'c'].map((title) => ({ title }));
  const tell = (report: ImportReport) => void told.push(report);
  const report = importConversations(conversations, { signal: stop.signal, tell }, send);
  return report.then((whole) => ({ whole, told }));
}

describe('importConversations', () => {
  it('counts what was new, here already, given another agent, and refused', async () => {
    const refusal = { detail: [{ loc: ['body', 'messages', 3], msg: 'Its id is used twice.' }] };
    const { whole, told } = await run([
      () => imported(true),
      () => Response.json({ status: 'known' }),
      () => Response.json(refusal, { status: 422 }),
    ]);
    expect(whole).toMatchObject({ done: 3, imported: 1, known: 1, replaced: 1, agent: 'Guide' });
    expect(whole.refused).toEqual([{ title: 'c', reason: 'messages.3: Its id is used twice.' }]);
    expect(whole.ended).toBeNull();
    expect(told.map(({ done }) => done)).toEqual([1, 2, 3]);
  });

  it.each([
    ['the network is gone', []],
    ['the server is busy', [() => new Response('', { status: 503 })]],
    ['the sign-in has ended', [() => Response.json({}, { status: 401 })]],
  ])('ends where it is when %s', async (_, rest) => {
    const { whole } = await run([imported, ...rest]);
    expect(whole).toMatchObject({ done: 1, imported: 1, refused: [], ended: 'broken' });
  });

  it('ends when it is stopped', async () => {
    const { whole } = await run([imported, imported, imported], 2);
    expect(whole).toMatchObject({ done: 2, ended: 'stopped' });
  });
});
