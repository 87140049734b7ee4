import { admitExport } from '@/app/api/admin/admit-export';
import { requireAdminCaller } from '@/lib/auth/guard';
import { type AuditLine, auditParams, readAuditQuery } from '@/lib/contract/audit-list';
import { eachAudit } from '@/lib/db/audit-list';
import { csvResponse } from '@/lib/export/csv';
import { attachment } from '@/lib/export/names';
import { textStream } from '@/lib/export/text-stream';
import { handler } from '@/lib/http/handler';

export const dynamic = 'force-dynamic';

/** The audit log, or what is asked for of it, as CSV or JSON. Taking it stands in the log, too. */
export const GET = handler(async (request) => {
  const admin = await requireAdminCaller(request);
  const params = request.nextUrl.searchParams;
  const query = readAuditQuery(Object.fromEntries(params));
  const format = params.get('format') === 'json' ? 'json' : 'csv';
  await admitExport(request, admin, {
    action: 'audit.export',
    after: { format, ...Object.fromEntries(auditParams(query)) },
  });
  const name = `gossamer-audit-${new Date().toISOString().slice(0, 10)}`;
  const pages = eachAudit(query);
  if (format === 'csv') return csvResponse(name, rows(pages));
  return new Response(textStream(json(pages)), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': attachment(`${name}.json`),
    },
  });
});

type Pages = AsyncIterable<AuditLine[]>;

const HEAD = [
  'number',
  'time',
  'by',
  'action',
  'subject',
  'subject_id',
  'before',
  'after',
  'address',
  'via',
];

async function* rows(pages: Pages): AsyncGenerator<string[]> {
  yield HEAD;
  for await (const page of pages) yield* page.map(cells);
}

function cells(line: AuditLine): string[] {
  const { n, createdAt, actor, action, subject, subjectId, before, after, origin, via } = line;
  const state = (value: unknown) => (value === null ? '' : JSON.stringify(value));
  return [
    String(n),
    new Date(createdAt).toISOString(),
    actor,
    action,
    subject,
    subjectId,
    state(before),
    state(after),
    origin,
    via,
  ];
}

async function* json(pages: Pages): AsyncGenerator<string, void, void> {
  yield '[\n';
  let separator = '';
  for await (const page of pages) {
    yield separator + page.map(entry).join(',\n');
    separator = ',\n';
  }
  yield '\n]\n';
}

function entry({ createdAt, ...line }: AuditLine): string {
  return JSON.stringify({ time: new Date(createdAt).toISOString(), ...line });
}
