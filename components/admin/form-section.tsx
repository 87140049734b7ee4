import type { ReactNode } from 'react';

/** A part of a long form, under its title. */
export function FormSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-5 border-t border-line pt-6 pb-8 first-of-type:border-t-0 first-of-type:pt-0">
      <h2 className="text-md font-semibold text-ink">{title}</h2>
      {children}
    </section>
  );
}
