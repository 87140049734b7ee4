import { AgentGlyph } from '@/components/ui/agent-glyph';
import type { AgentName } from './answer-turn';

/** Whom one writes to, at the start of the composer's lower line. */
export function AgentChip({ agent }: { agent: AgentName }) {
  return (
    <span className="flex min-w-0 items-center gap-2 px-2 text-sm text-muted">
      <AgentGlyph name={agent.icon} colour={agent.colour} />
      <bdi className="truncate">{agent.name}</bdi>
    </span>
  );
}
