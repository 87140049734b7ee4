import type { Access } from '@/lib/contract/agent';

/** An agent as a line of the list: what the table shows, and no settings beyond that. */
export interface AgentLine {
  id: string;
  name: string;
  icon: string;
  description: string;
  engine: 'thinnest' | 'model' | 'guide';
  /** The upstream's agent id or the model's name; empty for the guide. */
  engineDetail: string;
  access: Access;
  /** How many people it names. */
  people: number;
  enabled: boolean;
}
