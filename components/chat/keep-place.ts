/** Holding what is read where it is while earlier turns come above it. */

/** A turn that is there, and how far from the beginning of the conversation it stands. */
export interface Place {
  view: HTMLElement;
  turn: HTMLElement;
  offset: number;
}

/** The second exchange of these turns: of the first the question may be among what comes. */
export function placeOf(turns: HTMLElement | null | undefined): Place | null {
  const view = turns?.closest<HTMLElement>('.conversation');
  const there = turns?.querySelectorAll<HTMLElement>('.exchange');
  const turn = there?.[1] ?? there?.[0];
  return view && turn ? { view, turn, offset: turn.offsetTop } : null;
}

/** Scrolls by as much as the turn has moved, in the browser's stead: both would be twice as far. */
export function keepPlace(place: Place): void {
  const { view, turn } = place;
  if (!turn.isConnected) return;
  view.style.setProperty('overflow-anchor', 'none');
  const moved = turn.offsetTop - place.offset;
  place.offset += moved;
  if (moved !== 0) view.scrollTop += moved;
  // What becomes higher from here on is the browser's again.
  view.style.removeProperty('overflow-anchor');
}
