'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { z } from 'zod';
import { byAdmin } from '@/app/admin/by';
import { requireAdminHere } from '@/app/admin/guard';
import { siteOf } from '@/lib/auth/site';
import { emailSchema } from '@/lib/contract/email';
import { createInvite } from '@/lib/db/invites';
import { action } from '@/lib/http/action';
import { log } from '@/lib/log';

const DAY_MS = 86_400_000;
const TERM_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const;

/** Makes an invitation link. Its code is in no log and cannot be read again. */
export const makeInvite = action(
  z.object({
    role: z.enum(['user', 'admin']),
    email: z.union([z.literal('').transform(() => null), emailSchema]),
    groups: z.array(z.string().max(100)).max(200).default([]),
    term: z.enum(['day', 'week', 'month']),
  }),
  requireAdminHere,
  async ({ role, email, groups, term }, admin) => {
    const by = await byAdmin(admin);
    const invite = await createInvite({ role, email, groups, ttlMs: TERM_MS[term] }, by);
    log.info('invite_created', { inviteId: invite.id, role, adminId: admin.id });
    revalidatePath('/admin', 'layout');
    const { origin } = siteOf(await headers());
    return { url: `${origin}/invite/${invite.code}`, expiresAt: invite.expiresAt };
  },
);
