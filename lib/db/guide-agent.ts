/** The built-in guide: the agent every database starts with. */

import { GUIDE_AGENT_ID, TOOL_NAMES } from '@/lib/contract/agent';
import { nextPosition } from './agent-statements';
import { db } from './client';
import { agents } from './schema/agents';

/** Adds the built-in guide, once in the life of a database: a deleted guide stays deleted. */
export async function seedGuide(now = Date.now()): Promise<void> {
  await db()
    .insert(agents)
    .values({
      id: GUIDE_AGENT_ID,
      name: 'Guide',
      description: 'Explains Gossamer, calculates, converts, searches your conversations.',
      icon: 'compass',
      engine: { kind: 'model', model: 'guide', instructions: '', tools: [...TOOL_NAMES] },
      welcome: 'I am built in and run without a model. Ask me about Gossamer, or put me to work.',
      starters: [
        'What is 17.5% of 2,340, and what time is it in Tokyo?',
        'How do I connect a thinnestAI agent?',
        'Convert 26.2 miles to kilometres and 180 °C to °F',
        'Find my conversations about deadlines',
      ],
      position: nextPosition(),
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing();
}
