/**
 * What screen readers are told. It stands in a closed shadow root, so that finding in the page,
 * selecting all of it and copying do not meet an answer's words a second time.
 */

/** Long enough for a reader to have taken it; then nobody comes across old news. */
const CLEAR_AFTER_MS = 10_000;

/** Where one speaks. */
export interface LiveRegion {
  say(words: string): void;
  remove(): void;
}

/** A polite region inside `place`, which hides it from eyes. */
export function createLiveRegion(place: HTMLElement): LiveRegion {
  const host = document.createElement('div');
  const region = document.createElement('div');
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'polite');
  host.attachShadow({ mode: 'closed' }).append(region);
  place.append(host);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    say(words) {
      clearTimeout(timer);
      region.textContent = words;
      timer = setTimeout(() => region.replaceChildren(), CLEAR_AFTER_MS);
    },
    remove() {
      clearTimeout(timer);
      host.remove();
    },
  };
}
