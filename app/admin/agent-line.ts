import type { AgentLine } from '@/components/admin/agent-line';
import type { Agent } from '@/lib/db/agent-columns';

/** A stored agent as its line of the list. */
export function lineOf(agent: Agent, defaultId: string): AgentLine {
  const { id, name, icon, colour, description, access, people, groups, enabled } = agent;
  const named = { access, people: people.length, groups: groups.length };
  const line = { id, name, icon, colour, description, enabled, ...named };
  return { ...line, isDefault: id === defaultId, ...engineOf(agent) };
}

function engineOf({ engine }: Agent): Pick<AgentLine, 'engine' | 'engineDetail'> {
  if (engine.kind === 'thinnest') {
    return { engine: 'thinnest', engineDetail: engine.upstreamAgentId };
  }
  if (engine.model === 'guide') return { engine: 'guide', engineDetail: '' };
  return { engine: 'model', engineDetail: engine.model.replace(/^[a-z]+:/, '') };
}
