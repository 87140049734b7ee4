'use server';

import { z } from 'zod';
import { adminAction } from '@/app/admin/admin-action';
import { isId } from '@/lib/contract/ids';
import { readRatedTurn } from '@/lib/db/feedback';

const chosen = z.object({ messageId: z.string().refine(isId) });

/** A rated answer with its question, where admins may read it. Each reading is noted (M10). */
export const readRated = adminAction(chosen, ({ messageId }, by) => readRatedTurn(messageId, by));
