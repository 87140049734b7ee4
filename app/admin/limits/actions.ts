'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { adminAction } from '@/app/admin/admin-action';
import { BUDGET_SCOPES } from '@/lib/contract/budget';
import { limitsSchema } from '@/lib/contract/budget-input';
import { setBudget } from '@/lib/db/budgets';

/** Sets the limits of everybody, a group, a person or an agent, from the next send on. */
export const saveLimits = adminAction(
  z.object({
    scope: z.enum(BUDGET_SCOPES),
    subjectId: z.string().max(100),
    limits: limitsSchema,
  }),
  async ({ limits, ...target }, by) => {
    await setBudget(target, limits, by);
    revalidatePath('/', 'layout');
    return null;
  },
);
