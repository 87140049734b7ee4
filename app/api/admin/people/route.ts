import { admitExport } from '@/app/api/admin/admit-export';
import { requireAdminCaller } from '@/lib/auth/guard';
import { type PersonLine, peopleParams, readPeopleQuery } from '@/lib/contract/people-list';
import { eachPerson } from '@/lib/db/people-list';
import { csvResponse } from '@/lib/export/csv';
import { handler } from '@/lib/http/handler';

export const dynamic = 'force-dynamic';

/** The people an admin asks for, as CSV. Taking them stands in the audit log (M08). */
export const GET = handler(async (request) => {
  const admin = await requireAdminCaller(request);
  const query = readPeopleQuery(Object.fromEntries(request.nextUrl.searchParams));
  const after = Object.fromEntries(peopleParams({ ...query, page: 1 }));
  await admitExport(request, admin, { action: 'person.export', after });
  const now = Date.now();
  const name = `gossamer-people-${new Date(now).toISOString().slice(0, 10)}`;
  return csvResponse(name, rows(eachPerson(query, now)));
});

const HEAD = [
  'id',
  'email',
  'name',
  'role',
  'status',
  'groups',
  'joined',
  'last_here',
  'messages_this_month',
];

async function* rows(pages: AsyncIterable<PersonLine[]>): AsyncGenerator<string[]> {
  yield HEAD;
  for await (const page of pages) yield* page.map(cells);
}

function cells({ id, email, name, role, status, groups, ...rest }: PersonLine): string[] {
  const { joinedAt, seenAt, messages } = rest;
  const time = (at: number | null) => (at === null ? '' : new Date(at).toISOString());
  const numbers = [time(joinedAt), time(seenAt), String(messages)];
  return [id, email, name, role, status, groups.join('; '), ...numbers];
}
