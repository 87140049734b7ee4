/**
 * Which memory at the upstream a run goes on with, decided in the statement that starts
 * it, so that two starts at once cannot both go on with one.
 *
 * The upstream keeps a conversation by a name we give it. A linear conversation has one,
 * the session's (`runs.upstream_id` null). A run may use a name only if the message it
 * follows is the last thing said under that name; else it gets a new one, and its message
 * is opened with what precedes it (`lib/runs/transcript`).
 */

/** The message a run's own one follows; `s` is its conversation. Null: it is the first. */
export const PARENT = `CASE WHEN :retryOf IS NULL THEN CASE WHEN :atHead THEN s.head_id ELSE :parentId END
    WHEN :continues THEN :retryOf
    ELSE (SELECT parent_id FROM messages WHERE id = :retryOf) END`;

/**
 * Whether the upstream knows of the run `r`. An earlier attempt at the same question that
 * brought nothing does not count: asking again goes on where it was.
 */
const KNOWN = `NOT (r.user_message_id IS :retryOf AND r.status <> 'completed' AND EXISTS
      (SELECT 1 FROM messages e WHERE e.id = r.assistant_message_id AND e.text = '' AND e.parts = '[]'))`;

const PARENT_RUN = `(SELECT run_id FROM messages WHERE id = (${PARENT}))`;

/** The new run's `upstream_id`, where `a` is its agent and `s` its conversation, maybe null. */
export const UPSTREAM = `CASE
    WHEN s.id IS NULL OR a.engine ->> '$.kind' <> 'thinnest' THEN NULL
    WHEN (${PARENT}) IS NULL THEN CASE WHEN EXISTS (SELECT 1 FROM runs r
      WHERE r.session_id = s.id AND r.upstream_id IS NULL AND ${KNOWN}) THEN :branchUpstreamId END
    WHEN EXISTS (SELECT 1 FROM runs p WHERE p.id = ${PARENT_RUN} AND NOT EXISTS (SELECT 1 FROM runs r
      WHERE r.session_id = s.id AND r.n > p.n AND r.upstream_id IS p.upstream_id AND ${KNOWN}))
      THEN (SELECT p.upstream_id FROM runs p WHERE p.id = ${PARENT_RUN})
    ELSE :branchUpstreamId END`;

/** Whether the run `r` opened a new memory in the middle of its conversation `s`, in the batch that starts it. */
export const OPENED = `r.upstream_id IS :branchUpstreamId AND (:continues OR EXISTS
    (SELECT 1 FROM messages q WHERE q.id = r.user_message_id AND q.parent_id IS NOT NULL))`;
