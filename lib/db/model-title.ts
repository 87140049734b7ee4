/** Titles that a model made: what they are made of, and what making one used. */

import type { Usage } from '@/lib/contract/events';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from './client';
import { named } from './named';
import { TITLE_COST, titleStatements } from './usage-rollup';

/** What came of asking a model for the title of a run's conversation. */
export interface ModelTitle {
  userId: string;
  sessionId: string;
  runId: string;
  /** Null: it said nothing that is one. */
  title: string | null;
  /** What asking used; undefined when the provider did not say. */
  usage: Usage | undefined;
}

const SET_TITLE = `UPDATE sessions SET title = :title, title_source = 'model'
  WHERE id = :sessionId AND user_id = :userId AND title_source = 'excerpt' AND temporary = 0
    AND deleted_at IS NULL AND :title IS NOT NULL`;

const SET_USE = `UPDATE runs SET title_input_tokens = :inputTokens, title_output_tokens = :outputTokens,
    title_cost_micros = ${TITLE_COST}, claim = :claim
  WHERE id = :runId AND user_id = :userId AND status <> 'running' AND title_input_tokens IS NULL`;

const OURS = 'FROM runs r WHERE r.id = :runId AND r.user_id = :userId AND r.claim = :claim';

/**
 * Stores a title, unless the person chose one meanwhile, and in the same batch counts its
 * tokens for the person and the agent, once a run. False when the title was not changed.
 */
export async function setModelTitle({ usage, ...asked }: ModelTitle): Promise<boolean> {
  const args = {
    ...asked,
    inputTokens: usage?.input_tokens ?? 0,
    outputTokens: usage?.output_tokens ?? 0,
    claim: newId(),
  };
  const counting = usage ? [SET_USE, ...titleStatements(OURS)] : [];
  const [titled] = await sqlClient().batch(
    [SET_TITLE, ...counting].map((sql) => named(sql, args)),
    'write',
  );
  return titled?.rowsAffected === 1;
}

/**
 * The first question of a conversation and its answer, when a title can be made of
 * them: it has one completed run, and its title is still an excerpt. Null otherwise.
 */
export async function readFirstTurn(
  userId: string,
  sessionId: string,
): Promise<{ question: string; answer: string } | null> {
  const result = await sqlClient().execute({
    sql: `SELECT q.text AS question, a.text AS answer FROM sessions s
      JOIN runs r ON r.session_id = s.id AND r.status = 'completed'
      JOIN messages q ON q.id = r.user_message_id AND q.parent_id IS NULL
      JOIN messages a ON a.id = r.assistant_message_id
      WHERE s.id = ?1 AND s.user_id = ?2 AND s.title_source = 'excerpt' AND s.temporary = 0
        AND s.deleted_at IS NULL
        AND (SELECT count(*) FROM runs WHERE session_id = s.id AND status = 'completed') = 1`,
    args: [sessionId, userId],
  });
  const row = result.rows[0];
  return row ? { question: String(row.question), answer: String(row.answer) } : null;
}
