import type { AgentLine } from '@/components/admin/agent-line';
import type { Agent } from '@/lib/db/agents';

/** A stored agent as its line of the list. */
export function lineOf(agent: Agent): AgentLine {
  const { id, name, icon, description, access, people, enabled, engine } = agent;
  const line = { id, name, icon, description, access, people: people.length, enabled };
  if (engine.kind === 'thinnest') {
    return { ...line, engine: 'thinnest', engineDetail: engine.upstreamAgentId };
  }
  if (engine.model === 'guide') return { ...line, engine: 'guide', engineDetail: '' };
  return { ...line, engine: 'model', engineDetail: engine.model.replace(/^[a-z]+:/, '') };
}
