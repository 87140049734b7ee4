import type { ReactNode } from 'react';

interface SettingsSectionProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** A part of a settings page, under its title. */
export function SettingsSection({ title, description, children }: SettingsSectionProps) {
  return (
    <section className="max-w-160 border-t border-line pt-6 pb-8 first-of-type:border-t-0 first-of-type:pt-0">
      <h2 className="text-md font-semibold text-ink">{title}</h2>
      {description && <p className="mt-0.5 max-w-prose text-base text-muted">{description}</p>}
      <div className="mt-4 flex flex-col gap-5">{children}</div>
    </section>
  );
}
