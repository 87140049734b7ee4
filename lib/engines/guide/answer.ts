/** Writes the answer to what was asked, from what the tools found. */

import type { CallOutcome, Intent } from './intent';
import { callsFor } from './plan';
import { writeChats, writeChatsWithoutWords } from './write-chats';
import { writeAbout, writeHelp, writeOther, writeUnknown } from './write-help';
import { writeCalculations, writeConversion } from './write-numbers';
import { writeDifference, writeTime } from './write-time';

const MISSING: CallOutcome = { kind: 'missing' };

/** `outcomes` are those of the planned calls, in their order; a call without one has told nothing. */
export function writeAnswer(
  intents: Intent[],
  outcomes: CallOutcome[],
  tools: ReadonlySet<string>,
): string {
  const sums = intents.filter((intent) => intent.kind === 'calculate');
  const sumOutcomes: CallOutcome[] = [];
  const paragraphs: (string | null)[] = [];
  let position = 0;
  for (const intent of intents) {
    const count = callsFor(intent).length;
    const own = Array.from({ length: count }, (_, n) => outcomes[position + n] ?? MISSING);
    position += count;
    if (intent.kind === 'other' && intents.length > 1) paragraphs.push(writeUnknown(intent));
    else if (intent.kind !== 'calculate') paragraphs.push(writeOne(intent, own, tools));
    else {
      // All calculations stand where the first one was asked.
      if (sumOutcomes.length === 0) paragraphs.push(null);
      sumOutcomes.push(...own);
    }
  }
  return paragraphs
    .map((paragraph) => paragraph ?? writeCalculations(sums, sumOutcomes))
    .join('\n\n');
}

function writeOne(
  intent: Exclude<Intent, { kind: 'calculate' }>,
  outcomes: CallOutcome[],
  tools: ReadonlySet<string>,
): string {
  switch (intent.kind) {
    case 'time':
      return writeTime(intent, outcomes);
    case 'difference':
      return writeDifference(intent, outcomes);
    case 'convert':
      return writeConversion(intent, outcomes);
    case 'chats':
      return writeChats(intent, outcomes);
    case 'chats_without_words':
      return writeChatsWithoutWords();
    case 'help':
      return writeHelp(intent, outcomes);
    case 'other':
      return writeOther(intent, outcomes, tools);
    case 'about':
      return writeAbout(outcomes, tools);
    case 'greeting':
      return 'Hello. Ask me a calculation, the time somewhere, a conversion, or anything about Gossamer; *What can you do?* shows examples.';
    case 'mood':
      return 'I am a small program, so I have no moods, but I am working. What would you like to know?';
    case 'thanks':
      return 'You are welcome.';
    case 'goodbye':
      return 'Goodbye. This conversation stays in your list.';
  }
}
