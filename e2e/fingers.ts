/** What a finger needs: room for it on every control, and nothing under a phone's notch. */

import type { Page } from '@playwright/test';

/**
 * Controls that a finger cannot hit within 44 px, of those that are shown (in what floats over the
 * page, when something does): half of that beside the middle something else would be pressed.
 * Links in running text are as large as their words, as WCAG allows.
 */
export async function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const REACH = 21;
    const CONTROLS =
      'a[href], button, input, select, textarea, summary, [role=menuitem], [role=menuitemradio], [role=option], [role=tab], [role=switch]';
    const floats = [...document.querySelectorAll('[role=dialog], [role=menu]')].at(-1);
    const found: string[] = [];
    for (const one of (floats ?? document).querySelectorAll<HTMLElement>(CONTROLS)) {
      if (one.matches(':disabled, [type=hidden], [tabindex="-1"]:not([role])')) continue;
      if (one.closest('[inert], [aria-hidden=true], .sr-only')) continue;
      if (one.matches('a, [data-link]') && one.closest('p, .prose li, td, th')) continue;
      const label = one.matches('[type=checkbox], [type=radio], [type=file]')
        ? (one as HTMLInputElement).labels?.[0]
        : null;
      const target = label ?? one;
      const { width, height } = target.getBoundingClientRect();
      if (width <= 1 || height <= 1) continue; // Seen only with the focus: the skip link, a field behind its label.
      if (!target.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      target.scrollIntoView({ block: 'center', inline: 'center' });
      const box = target.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const isHit = (hit: Element | null) =>
        hit !== null && (target.contains(hit) || hit.closest('label')?.control === one);
      const at = (dx: number, dy: number) => document.elementFromPoint(x + dx, y + dy);
      if (!isHit(at(0, 0))) continue; // Under what floats over it.
      const missed = [
        ...[-REACH, REACH]
          .filter((dx) => x + dx >= 0 && x + dx < innerWidth)
          .map((dx) => at(dx, 0)),
        ...[-REACH, REACH]
          .filter((dy) => y + dy >= 0 && y + dy < innerHeight)
          .map((dy) => at(0, dy)),
      ].filter((hit) => !isHit(hit));
      if (missed.length === 0) continue;
      const instead = missed.map(
        (hit) => hit?.getAttribute('aria-label') ?? hit?.outerHTML.slice(0, 60),
      );
      const name = one.getAttribute('aria-label') ?? target.textContent?.trim().slice(0, 40);
      found.push(
        `${one.tagName.toLowerCase()} “${name}” ${Math.round(box.width)}×${Math.round(box.height)}, instead: ${instead.join(', ')}`,
      );
    }
    return [...new Set(found)];
  });
}

/** Gives the window the insets of a phone with rounded corners, in CSS pixels. */
export async function setInsets(
  page: Page,
  insets: Record<'top' | 'bottom', number>,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { top, bottom } = insets;
  const all = {
    top,
    topMax: top,
    bottom,
    bottomMax: bottom,
    left: 0,
    leftMax: 0,
    right: 0,
    rightMax: 0,
  };
  await session.send('Emulation.setSafeAreaInsetsOverride', { insets: all });
}
