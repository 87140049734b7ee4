'use server';

import { z } from 'zod';
import { requireUser } from '@/lib/auth/guard';
import { listAgentsFor } from '@/lib/db/agents';
import { listSessions } from '@/lib/db/session-lists';
import { action } from '@/lib/http/action';

/** What the command palette shows before anything is typed: the latest conversations, and the agents. */
export const openPalette = action(
  z.object({ recent: z.number().int().min(1).max(20) }),
  () => requireUser(),
  async ({ recent }, person) => {
    const [sessions, agents] = await Promise.all([
      listSessions(person.id, { limit: recent }),
      listAgentsFor(person),
    ]);
    return {
      admin: person.role === 'admin',
      conversations: sessions.map(({ id, title, agentIcon }) => ({ id, title, icon: agentIcon })),
      agents: agents.map(({ id, name, description, icon }) => ({ id, name, description, icon })),
    };
  },
);
