'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { z } from 'zod';
import { adminAction } from '@/app/admin/admin-action';
import { siteOf } from '@/lib/auth/site';
import { emailSchema } from '@/lib/contract/email';
import { createInvite } from '@/lib/db/invites';
import { log } from '@/lib/log';

const DAY_MS = 86_400_000;
const TERM_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const;

/** Makes an invitation link. Its code is in no log and cannot be read again. */
export const makeInvite = adminAction(
  z.object({
    role: z.enum(['user', 'admin']),
    email: z.union([z.literal('').transform(() => null), emailSchema]),
    groups: z.array(z.string().max(100)).max(200).default([]),
    term: z.enum(['day', 'week', 'month']),
  }),
  async ({ role, email, groups, term }, by) => {
    const invite = await createInvite({ role, email, groups, ttlMs: TERM_MS[term] }, by);
    log.info('invite_created', { inviteId: invite.id, role, adminId: by.actor.id });
    revalidatePath('/admin', 'layout');
    const { origin } = siteOf(await headers());
    return { url: `${origin}/invite/${invite.code}`, expiresAt: invite.expiresAt };
  },
);
