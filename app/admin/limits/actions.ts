'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { byAdmin } from '@/app/admin/by';
import { requireAdminHere } from '@/app/admin/guard';
import { BUDGET_SCOPES } from '@/lib/contract/budget';
import { limitsSchema } from '@/lib/contract/budget-input';
import { setBudget } from '@/lib/db/budgets';
import { action } from '@/lib/http/action';

/** Sets the limits of everybody, a group, a person or an agent, from the next send on. */
export const saveLimits = action(
  z.object({
    scope: z.enum(BUDGET_SCOPES),
    subjectId: z.string().max(100),
    limits: limitsSchema,
  }),
  requireAdminHere,
  async ({ limits, ...target }, admin) => {
    await setBudget(target, limits, await byAdmin(admin));
    revalidatePath('/', 'layout');
    return null;
  },
);
