/**
 * Taking an archive in: the file is read here, and its conversations go to the server
 * one by one, so that there is progress, a report, and going on after a break.
 */

/** How the file could not be used. */
export type ArchiveProblem = 'notJson' | 'notArchive' | 'newer' | 'empty';

const FORMAT = 'gossamer.conversations';
const VERSION = 1;

/** The conversations of an archive's text, still unchecked, or what is wrong with it. */
export function readArchiveText(text: string): { conversations: unknown[] } | ArchiveProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'notJson'; // Said to the person; nothing was sent.
  }
  if (!isRecord(value) || value.format !== FORMAT || !Array.isArray(value.conversations)) {
    return 'notArchive';
  }
  if (typeof value.version !== 'number' || value.version > VERSION) return 'newer';
  return value.conversations.length === 0 ? 'empty' : { conversations: value.conversations };
}

/** What came of an import so far. */
export interface ImportReport {
  done: number;
  total: number;
  imported: number;
  known: number;
  /** How many go on with another agent, and its name. */
  replaced: number;
  agent: string;
  /** Titles of those that could not be read, with why. */
  refused: { title: string; reason: string }[];
  /** Why it ended before its end. */
  ended: 'stopped' | 'broken' | null;
}

/** Nothing yet. */
export function emptyReport(total: number): ImportReport {
  return {
    done: 0,
    total,
    imported: 0,
    known: 0,
    replaced: 0,
    agent: '',
    refused: [],
    ended: null,
  };
}

/** How one conversation is sent; the browser's `fetch` but for tests. */
export type Post = (body: string, signal: AbortSignal) => Promise<Response>;

const post: Post = (body, signal) =>
  fetch('/api/import', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
    signal,
  });

/** Sends all conversations in turn, telling after each; answers the whole report. */
export async function importConversations(
  conversations: readonly unknown[],
  { signal, tell }: { signal: AbortSignal; tell: (report: ImportReport) => void },
  send: Post = post,
): Promise<ImportReport> {
  let report = emptyReport(conversations.length);
  for (const conversation of conversations) {
    try {
      const response = await send(JSON.stringify(conversation), signal);
      report = await counted(report, conversation, response);
    } catch {
      // No network, or the person stopped it: what is in stays, and repeating it goes on.
      return { ...report, ended: signal.aborted ? 'stopped' : 'broken' };
    }
    if (report.ended) return report;
    tell(report);
  }
  return report;
}

async function counted(
  report: ImportReport,
  conversation: unknown,
  response: Response,
): Promise<ImportReport> {
  const next = { ...report, done: report.done + 1 };
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const passing = response.status >= 500 || response.status === 429 || response.status === 401;
    if (passing) return { ...report, ended: 'broken' };
    const refused = { title: titleOf(conversation), reason: reasonOf(answer) };
    return { ...next, refused: [...report.refused, refused] };
  }
  if (!isRecord(answer)) return { ...report, ended: 'broken' };
  if (answer.status === 'known') return { ...next, known: report.known + 1 };
  const agent = isRecord(answer.agent) ? answer.agent : {};
  const replaced = agent.replaced === true;
  return {
    ...next,
    imported: report.imported + 1,
    replaced: report.replaced + (replaced ? 1 : 0),
    agent: replaced ? String(agent.name) : report.agent,
  };
}

function titleOf(conversation: unknown): string {
  return isRecord(conversation) && typeof conversation.title === 'string'
    ? conversation.title.slice(0, 200)
    : '';
}

/** The server's sentence, or the first wrong field with what is wrong about it. */
function reasonOf(answer: unknown): string {
  const detail = isRecord(answer) ? answer.detail : null;
  if (typeof detail === 'string') return detail;
  const first: unknown = Array.isArray(detail) ? detail[0] : null;
  if (!isRecord(first)) return '';
  const where = Array.isArray(first.loc) ? first.loc.slice(1).join('.') : '';
  return `${where}: ${String(first.msg)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
