import { cn } from '@/lib/cn';

/** One way to choose. */
export interface Choice<V extends string> {
  value: V;
  label: string;
  help?: string;
}

interface ChoiceGroupProps<V extends string> {
  /** Unique on the page: also the id that an error leads to. */
  id: string;
  label: string;
  help?: string;
  choices: readonly Choice<V>[];
  value: V;
  onChange: (value: V) => void;
  /** Side by side where there is room. */
  columns?: boolean;
}

/** One of a few, all in sight, each with a line on what it means. */
export function ChoiceGroup<V extends string>(props: ChoiceGroupProps<V>) {
  const { id, label, help, choices, value, onChange, columns = false } = props;
  return (
    <fieldset id={id} aria-describedby={help && `${id}-help`} className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium text-ink">{label}</legend>
      <div
        className={cn(
          'divide-y divide-line overflow-hidden rounded-lg border border-line',
          columns && 'sm:grid sm:grid-cols-3 sm:divide-x sm:divide-y-0',
        )}
      >
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={cn(
              'flex cursor-pointer gap-2.5 px-3 py-2 transition-colors hover:bg-side has-checked:bg-tint',
              choice.help ? 'items-start' : 'items-center',
              'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent pointer-coarse:min-h-11',
              columns && 'sm:flex-col sm:items-start sm:gap-1.5 sm:py-2.5',
            )}
          >
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className={cn('size-4 shrink-0 accent-accent outline-none', choice.help && 'mt-0.5')}
            />
            <span className="min-w-0">
              <span className="block text-base text-ink">{choice.label}</span>
              {choice.help && <span className="block text-sm text-muted">{choice.help}</span>}
            </span>
          </label>
        ))}
      </div>
      {help && (
        <p id={`${id}-help`} className="mt-1.5 text-sm text-muted">
          {help}
        </p>
      )}
    </fieldset>
  );
}
