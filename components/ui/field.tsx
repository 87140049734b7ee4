import type { ReactNode } from 'react';

/** What a `Field` hands to its control: spread it over the input. */
export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  /** Unique on the page; the control gets it. */
  id: string;
  label: ReactNode;
  /** Small, beside the label: "Optional". */
  note?: ReactNode;
  help?: ReactNode;
  /** What is wrong with it, in a sentence. */
  error?: string | undefined;
  children: (control: FieldControl) => ReactNode;
}

/** Label above, control, help below, error beside it. */
export function Field({ id, label, note, help, error, children }: FieldProps) {
  const described = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ');
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-sm font-medium text-ink">
          {label}
        </label>
        {note && <span className="text-xs text-muted">{note}</span>}
      </div>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <p id={`${id}-error`} className="text-sm text-red">
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-sm text-muted">
          {help}
        </p>
      )}
    </div>
  );
}
