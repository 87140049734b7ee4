/** Where the skip link leads: the id of what a page is about. */
export const CONTENT_ID = 'content';

/** The first stop of the Tab key: past everything that is the same on every page. Seen when focused. */
export function SkipLink({ children }: { children: string }) {
  return (
    <a
      href={`#${CONTENT_ID}`}
      className="sr-only rounded-md bg-raised text-base font-medium text-accent shadow-float focus:not-sr-only focus:fixed focus:start-2 focus:top-2 focus:z-60 focus:px-3 focus:py-2"
    >
      {children}
    </a>
  );
}
