/** What runs now, as admins see it: who asked which agent, not what was said. */

export interface LiveLine {
  id: string;
  agent: string;
  personId: string;
  /** Their name, or their address. */
  person: string;
  startedAt: number;
  /** About how many tokens were written so far; null when another server writes them. */
  tokens: number | null;
}

export interface LiveRuns {
  /** The longest running first. */
  lines: LiveLine[];
  /** All that run; more than are listed when there are many. */
  total: number;
  /** The server's time. */
  now: number;
}
