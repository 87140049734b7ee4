/** The limits of a budget as an admin sends them. */

import { z } from 'zod';

const WHOLE = 'Write a whole number, or leave it empty.';
const count = z.number(WHOLE).int(WHOLE).min(0, WHOLE).max(1_000_000_000_000, WHOLE).nullable();

export const limitsSchema = z.object({
  requestsPerMinute: count,
  messagesPerDay: count,
  tokensPerDay: count,
  tokensPerMonth: count,
  concurrentRuns: count,
});
