/**
 * The one owner of scrolling, without React. Follows the end while the reader is
 * there, lets go at the first sign of scrolling up, puts a sent question at the top.
 */

/** So near to the end counts as being there, in pixels. */
const AT_END_PX = 32;
/** Below this distance from the top nothing is under the header, in pixels. */
const AT_TOP_PX = 4;

/** The elements of a conversation that scrolls. */
export interface ScrollParts {
  /** Has `data-running` while an answer comes. */
  view: HTMLElement;
  /** The turns: whatever makes them higher is new text. */
  turns: HTMLElement;
  /** What floats over the end of the view: the composer. */
  dock: HTMLElement;
}

/** Where the reader is. */
export interface ReaderPlace {
  /** Far from the end, and whether text came there meanwhile. */
  away: 'no' | 'away' | 'new text';
  /** Text is scrolled under the header. */
  scrolled: boolean;
}

/** What can be done with a scroller that follows. */
export interface Follower {
  toEnd(): void;
  /** Makes room below the last question and puts it at the top. */
  showQuestion(): void;
  stop(): void;
}

/** How many follow at the moment: two while one conversation gives way to another. */
let followers = 0;

function forgetFoot(): void {
  followers -= 1;
  // Not if another conversation came in its place: each change draws the whole page anew.
  if (followers === 0) document.documentElement.style.removeProperty('--foot');
}

/** Starts following at the end, unless its reader has left that before the page came to life. `report` hears where the reader is, when that changes. */
export function followEnd(parts: ScrollParts, report: (place: ReaderPlace) => void): Follower {
  const { view, turns } = parts;
  const stopped = new AbortController();
  followers += 1;
  let following = !hasLeft(view);
  let place: ReaderPlace = { away: 'no', scrolled: false };
  let top = view.scrollTop;
  const grown = growthOf(parts, stopped.signal);

  const look = (grew: boolean) => {
    const left = view.scrollHeight - view.scrollTop - view.clientHeight;
    if (left <= AT_END_PX) following = true;
    const far = !following && left > AT_END_PX;
    const news = far && (grew || place.away === 'new text');
    const away = news ? 'new text' : 'away';
    const next: ReaderPlace = { away: far ? away : 'no', scrolled: view.scrollTop > AT_TOP_PX };
    if (next.away === place.away && next.scrolled === place.scrolled) return;
    place = next;
    report(place);
  };
  const letGo = () => {
    following = false;
  };
  const jumpToEnd = () => {
    view.scrollTop = view.scrollHeight;
    top = view.scrollTop;
  };
  const onResize = () => {
    makeRoom(parts);
    const grew = grown.look();
    if (following) jumpToEnd();
    look(grew);
  };

  const { signal } = stopped;
  const passive = { signal, passive: true };
  const onScroll = () => {
    if (view.scrollTop < top - 1 && view.scrollHeight >= grown.height()) letGo();
    top = view.scrollTop;
    look(false);
  };
  view.addEventListener('scroll', onScroll, passive);
  view.addEventListener('wheel', (event) => event.deltaY < 0 && letGo(), passive);
  turns.addEventListener('click', (event) => opensSomething(event) && letGo(), { signal });
  const resized = new ResizeObserver(onResize);
  for (const part of [view, turns, parts.dock]) resized.observe(part);
  makeRoom(parts);
  if (following) jumpToEnd();

  return {
    toEnd() {
      following = true;
      view.scrollTo({ top: view.scrollHeight, behavior: calm() });
      look(false);
    },
    showQuestion() {
      view.setAttribute('data-asked', '');
      makeRoom(parts);
      following = true;
      jumpToEnd();
      look(false);
    },
    stop() {
      stopped.abort();
      resized.disconnect();
      setTimeout(forgetFoot);
    },
  };
}

/**
 * Whether what makes the turns higher is new text: once something was opened it is that, until
 * an answer comes again.
 */
function growthOf({ view, turns }: ScrollParts, signal: AbortSignal) {
  let opened = false;
  let height = view.scrollHeight;
  const onClick = (event: Event) => {
    opened ||= opensSomething(event);
  };
  turns.addEventListener('click', onClick, { signal });
  return {
    height: () => height,
    look(): boolean {
      if (view.hasAttribute('data-running')) opened = false;
      const grew = view.scrollHeight > height + 1 && !opened;
      height = view.scrollHeight;
      return grew;
    },
  };
}

/**
 * `--room`: how high the last exchange must be for its question to stand at the top.
 * `--foot`, for the whole page: what floats at its foot, for what is said above that.
 */
function makeRoom({ view, turns, dock }: ScrollParts): void {
  set(document.documentElement, '--foot', `${dock.offsetHeight}px`);
  if (!view.hasAttribute('data-asked')) return;
  const { paddingTop, paddingBottom } = getComputedStyle(turns);
  const around = Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom);
  const room = view.clientHeight - turns.offsetTop - dock.offsetHeight - around;
  set(view, '--room', `${Math.max(0, Math.floor(room))}px`);
}

/** Only what is another value: the style of all that is inside depends on it. */
function set({ style }: HTMLElement, property: string, value: string): void {
  if (style.getPropertyValue(property) !== value) style.setProperty(property, value);
}

/** Whether somebody scrolled while the page was not alive yet; noted by the page's own script. */
function hasLeft(view: HTMLElement): boolean {
  const left = view.scrollHeight - view.scrollTop - view.clientHeight;
  return view.hasAttribute('data-left') && left > AT_END_PX;
}

/** Opening a step, a long message or another branch must not move the page under the reader's eyes. */
function opensSomething({ target }: Event): boolean {
  return target instanceof Element && target.closest('[aria-expanded], [data-stays]') !== null;
}

function calm(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
}
