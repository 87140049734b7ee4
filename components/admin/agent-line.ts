import type { Access } from '@/lib/contract/agent';
import type { AgentColour } from '@/lib/contract/agent-colour';

/** An agent as a line of the list: what the table shows, and no settings beyond that. */
export interface AgentLine {
  id: string;
  name: string;
  icon: string;
  colour: AgentColour | '';
  description: string;
  engine: 'thinnest' | 'model' | 'guide';
  /** The upstream's agent id or the model's name; empty for the guide. */
  engineDetail: string;
  access: Access;
  /** How many people and groups it names. */
  people: number;
  groups: number;
  enabled: boolean;
  /** New conversations start with it. */
  isDefault: boolean;
}
