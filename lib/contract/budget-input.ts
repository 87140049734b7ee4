/** The limits of a budget as an admin sends them. */

import { z } from 'zod';

const count = z.number().int().min(0).max(1_000_000_000_000).nullable();

export const limitsSchema = z.object({
  requestsPerMinute: count,
  messagesPerDay: count,
  tokensPerDay: count,
  tokensPerMonth: count,
  concurrentRuns: count,
});
