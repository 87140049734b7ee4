/** What a person chose about how the interface looks and behaves. Stored with the person. */

import { z } from 'zod';

export const TEXT_SIZES = ['small', 'medium', 'large'] as const;
export const SEND_KEYS = ['enter', 'mod_enter'] as const;

/** `shortcuts` maps an action's id to a key combination; an empty text switches it off. */
export const preferencesSchema = z.object({
  textSize: z.enum(TEXT_SIZES).default('medium'),
  sendKey: z.enum(SEND_KEYS).default('enter'),
  shortcuts: z.record(z.string().max(60), z.string().max(60)).default({}),
});
export type Preferences = z.infer<typeof preferencesSchema>;
