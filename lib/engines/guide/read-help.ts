/** Tells questions about Gossamer from questions about the world, by their words. */

import { stemsOf } from '@/lib/engines/tools/words';

/** Words of the help pages' subjects. A question with none of them is about something else. */
const SUBJECTS = new Set(
  stemsOf(
    [
      'gossamer agent agents conversation chat thread answer question message stop stopped cancel',
      'retry reload refresh trace step steps tool tools sidebar draft drafts keyboard shortcut',
      'shortcuts hotkey token tokens api curl admin administrator invite invitation invitations',
      'signup password account login logout backup restore key keys thinnestai thinnest openai',
      'anthropic google gemini claude ollama llm model models connect connecting docker configure',
      'configuration environment variable variables port database sqlite limit limits quota budget',
      'privacy private data delete remove rename search history theme dark light mode mobile phone',
      'offline paused error interrupted cut stream streaming deploy vercel install update upgrade',
      'doctor command cli terminal role icon starters instructions enable disable people user users',
      'person log logs markdown copy edit share export tab tabs unread queue queued send enter',
      'shift newline guide settings provider setup host hosting server self-hosted',
      'busy slow waiting session webhook endpoint sse resume',
    ].join(' '),
  ),
);

/** Whether a text has a word that the help pages are about. */
export function isAboutGossamer(text: string): boolean {
  return stemsOf(text).some((word) => SUBJECTS.has(word));
}
