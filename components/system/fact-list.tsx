import type { ReactNode } from 'react';

/** A part of the system page, under its title. */
export function SystemSection({
  title,
  lead,
  action,
  id,
  children,
}: {
  title: string;
  lead?: ReactNode;
  /** What can be done, beside the title. */
  action?: ReactNode;
  /** Where links lead to. */
  id?: string;
  children: ReactNode;
}) {
  return (
    <section id={id} className="scroll-mt-16 border-t border-line pt-6 pb-9">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h2 className="text-md leading-snug font-semibold text-ink">{title}</h2>
          {lead && <p className="mt-0.5 max-w-prose text-base text-muted">{lead}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** What is long and seldom looked at, behind a line that opens it. */
export function Unfolding({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details>
      <summary className="hit w-fit cursor-pointer rounded-sm text-base text-accent underline underline-offset-2">
        {title}
      </summary>
      <div className="mt-4">{children}</div>
    </details>
  );
}

/** A name and what is known under it. */
export interface Fact {
  name: string;
  value: ReactNode;
}

/** Names and values in two columns that read as lines. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-10 sm:grid-cols-2">
      {facts.map(({ name, value }) => (
        <div
          key={name}
          className="flex min-h-10 items-baseline justify-between gap-4 border-b border-line py-2"
        >
          <dt className="shrink-0 text-base text-muted">{name}</dt>
          <dd className="figures min-w-0 text-end text-base break-words text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
