import { admitExport } from '@/app/api/admin/admit-export';
import { requireAdminCaller } from '@/lib/auth/guard';
import { readUsageQuery, usageParams } from '@/lib/contract/usage-query';
import { readAllPeople, readUsage } from '@/lib/db/dashboard';
import { csvResponse } from '@/lib/export/csv';
import { handler } from '@/lib/http/handler';
import { agentRows, failureRows, personRows, pointRows } from './rows';

export const dynamic = 'force-dynamic';

const TABLES = ['time', 'agents', 'people', 'failures'] as const;

/** A table of the dashboard as CSV. Taking it stands in the audit log. */
export const GET = handler(async (request) => {
  const admin = await requireAdminCaller(request);
  const now = Date.now();
  const params = Object.fromEntries(request.nextUrl.searchParams);
  const table = TABLES.find((name) => name === params.table) ?? 'time';
  const query = readUsageQuery(params, now);
  const after = { table, ...Object.fromEntries(usageParams(query)) };
  await admitExport(request, admin, { action: 'usage.export', after });
  const name = `gossamer-usage-${table}-${query.from}-${query.to}`;
  if (table === 'people') return csvResponse(name, personRows(await readAllPeople(query, now)));
  const { points, agents, failures } = await readUsage(query, now);
  if (table === 'agents') return csvResponse(name, agentRows(agents));
  if (table === 'failures') return csvResponse(name, failureRows(failures));
  return csvResponse(name, pointRows(points));
});
