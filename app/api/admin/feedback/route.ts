import { admitExport } from '@/app/api/admin/admit-export';
import { requireAdminCaller } from '@/lib/auth/guard';
import { type FeedbackLine, feedbackParams, readFeedbackQuery } from '@/lib/contract/feedback-list';
import { eachFeedback } from '@/lib/db/feedback';
import { csvResponse } from '@/lib/export/csv';
import { handler } from '@/lib/http/handler';

export const dynamic = 'force-dynamic';

/** The ratings an admin asks for, as CSV. Taking them stands in the audit log. */
export const GET = handler(async (request) => {
  const admin = await requireAdminCaller(request);
  const query = readFeedbackQuery(Object.fromEntries(request.nextUrl.searchParams));
  const after = Object.fromEntries(feedbackParams(query));
  await admitExport(request, admin, { action: 'feedback.export', after });
  const name = `gossamer-feedback-${new Date().toISOString().slice(0, 10)}`;
  return csvResponse(name, rows(eachFeedback(query)));
});

async function* rows(pages: AsyncIterable<FeedbackLine[]>): AsyncGenerator<string[]> {
  yield ['time', 'rating', 'reason', 'agent_id', 'agent', 'message_id'];
  for await (const page of pages) yield* page.map(cells);
}

function cells({ createdAt, value, reason, agentId, agent, messageId }: FeedbackLine): string[] {
  return [new Date(createdAt).toISOString(), value, reason, agentId, agent, messageId];
}
