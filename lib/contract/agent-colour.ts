/** The colours an agent's icon may have; each is a variable of the style sheet. */

export const AGENT_COLOURS = [
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
] as const;
export type AgentColour = (typeof AGENT_COLOURS)[number];
