import type { ActionOutcome } from './conversation-item';

/** The outcome of an action; one that the network swallowed did not happen. */
export async function tried<T>(outcome: Promise<ActionOutcome<T>>): Promise<ActionOutcome<T>> {
  try {
    return await outcome;
  } catch {
    return { ok: false }; // No network, or the server is away: the caller takes its change back.
  }
}
