/** One key of a shortcut. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-edge bg-side px-1 font-sans text-xs text-muted">
      {children}
    </kbd>
  );
}
