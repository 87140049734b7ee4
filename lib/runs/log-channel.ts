/**
 * One run's part of the log writer: what waits to be committed, how much that is,
 * and whether the run floods. Pure but for the channel it is given.
 */

import type { ProgressEvent } from '@/lib/contract/events';
import type { Feed } from './feed';

/** Why a run's events can no longer be written. */
export type LossReason = 'deposed' | 'held_too_much';

/** Below this mean gap between turns that bring text, a run counts as flooding. */
const BURST_GAP_MS = 5;
/** So many events of one run in one commit are a flood too, however far apart they come. */
const BURST_EVENTS = 8;
/** A longer gap counts as this one, so that a flood is known after seven turns. */
const QUIET_GAP_MS = 50;

/** What a run appended and how fast; `n` is `runs.n`, `held` counts as {@link heldBy} does. */
export interface Channel {
  n: number;
  id: string;
  feed: Feed;
  pending: ProgressEvent[];
  held: number;
  lost: boolean;
  meanGapMs: number;
  /** Events since the last commit, and in it. */
  arrived: number;
  lastArrived: number;
  lastPushAt: number;
  drained: (() => void)[];
  onLost: (reason: LossReason) => void;
}

/** A channel with nothing in it. */
export function newChannel(
  run: { n: number; id: string },
  feed: Feed,
  onLost: (reason: LossReason) => void,
): Channel {
  return {
    ...run,
    feed,
    pending: [],
    held: 0,
    lost: false,
    meanGapMs: QUIET_GAP_MS,
    arrived: 0,
    lastArrived: 0,
    lastPushAt: 0,
    drained: [],
    onLost,
  };
}

/** A channel's part of a commit: its events with the JSON of each. */
export interface Slice {
  channel: Channel;
  events: ProgressEvent[];
  data: string[];
}

/** Takes an event in; text is joined to text that waits before it. */
export function push(channel: Channel, event: ProgressEvent, now: number): void {
  const last = channel.pending.at(-1);
  if (!last) noteGap(channel, now - channel.lastPushAt);
  channel.lastPushAt = now;
  channel.arrived += 1;
  channel.held += heldBy(event);
  if (event.type === 'text' && last?.type === 'text') {
    channel.pending[channel.pending.length - 1] = {
      type: 'text',
      content: last.content + event.content,
    };
  } else {
    channel.pending.push(event);
  }
}

/** Takes all that waits, to be committed. */
export function takeSlice(channel: Channel): Slice {
  const events = channel.pending;
  channel.pending = [];
  channel.lastArrived = channel.arrived;
  channel.arrived = 0;
  return { channel, events, data: events.map(toWire) };
}

/** Gives back what could not be committed, before what came since. */
export function putBack({ channel, events }: Slice): void {
  channel.pending = events.concat(channel.pending);
}

/** Hands what is committed to the run's readers. True when nothing more waits. */
export function publish({ channel, events, data }: Slice): boolean {
  if (channel.lost) return true;
  for (const [i, event] of events.entries()) {
    channel.feed.append(channel.feed.seq + 1, data[i] ?? '', event);
  }
  channel.held = 0;
  for (const event of channel.pending) channel.held += heldBy(event);
  const empty = channel.pending.length === 0;
  if (empty) settle(channel);
  channel.feed.wake();
  return empty;
}

/** The JSON of an event. That of a text is put together, which is several times faster. */
function toWire(event: ProgressEvent): string {
  if (event.type !== 'text') return JSON.stringify(event);
  return `{"type":"text","content":${JSON.stringify(event.content)}}`;
}

/** A bound's measure: characters of text, and one for each event, so that none counts as nothing. */
function heldBy(event: ProgressEvent): number {
  return event.type === 'text' ? event.content.length + 1 : 1;
}

/** A turn brought the first text since the last commit, that long after the text before. */
function noteGap(channel: Channel, gapMs: number): void {
  channel.meanGapMs = channel.meanGapMs * 0.7 + Math.min(gapMs, QUIET_GAP_MS) * 0.3;
}

/** Whether the run brings so much at once that its commits are spaced out. */
export function floods(channel: Channel): boolean {
  const many = channel.meanGapMs < BURST_GAP_MS || channel.lastArrived >= BURST_EVENTS;
  return many && channel.drained.length === 0;
}

/** Tells whoever waits for all to be committed. */
export function settle(channel: Channel): void {
  const waiting = channel.drained;
  channel.drained = [];
  for (const resolve of waiting) resolve();
}
