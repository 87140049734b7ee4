import type { ReactNode } from 'react';

interface AuthCardProps {
  title: string;
  intro?: ReactNode;
  children?: ReactNode;
  /** Where else one might want to go. */
  foot?: ReactNode;
}

/** One step of getting in: a title, a sentence, what to do, and another way below. */
export function AuthCard({ title, intro, children, foot }: AuthCardProps) {
  return (
    <>
      <h1 className="text-xl font-semibold tracking-[-0.015em] text-ink">{title}</h1>
      {intro && <p className="mt-2 text-base text-muted">{intro}</p>}
      {children && <div className="mt-7 flex flex-col gap-5">{children}</div>}
      {foot && <p className="mt-7 text-base text-muted">{foot}</p>}
    </>
  );
}
