'use client';

import { useCallback, useEffect, useRef } from 'react';
import { isTerminal, type RunEvent } from '@/lib/contract/events';
import type { ConversationChange } from './conversation-state';
import { followRun } from './follow';

/**
 * Follows the run from the moment it is accepted to its end. Events are shown at most
 * once a frame, however fast they come. Returns how to hand over the response of the
 * send that started a run, so that it is read instead of a second request.
 */
export function useFollow(
  run: { runId: string } | null,
  dispatch: (change: ConversationChange) => void,
  refresh: () => void,
): (runId: string, response: Response) => void {
  const first = useRef<{ runId: string; response: Response } | null>(null);
  const runId = run?.runId;

  useEffect(() => {
    if (!runId) return;
    const frame = batchPerFrame((events) => dispatch({ type: 'events', runId, events }));
    const given = first.current?.runId === runId ? first.current.response : undefined;
    first.current = null;
    const leave = followRun({
      runId,
      first: given,
      onEvents: frame.add,
      onLink: (link) => dispatch({ type: 'link', link }),
      onEnd(how) {
        frame.flush();
        if (how === 'stale' || how === 'gone') dispatch({ type: 'lost', runId });
        if (how !== 'signed_out') refresh();
      },
    });
    return () => {
      leave();
      frame.cancel();
    };
  }, [runId, dispatch, refresh]);

  return useCallback((id, response) => {
    first.current = { runId: id, response };
  }, []);
}

/** Gathers events until the next frame; a terminal one is shown at once. */
function batchPerFrame(show: (events: RunEvent[]) => void) {
  let gathered: RunEvent[] = [];
  let frame = 0;
  const flush = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    if (gathered.length === 0) return;
    const events = gathered;
    gathered = [];
    show(events);
  };
  return {
    flush,
    cancel: () => cancelAnimationFrame(frame),
    add(events: RunEvent[]) {
      gathered = gathered.concat(events);
      // No frames come in a hidden tab.
      if (document.hidden || events.some(isTerminal)) flush();
      else if (frame === 0) frame = requestAnimationFrame(flush);
    },
  };
}
