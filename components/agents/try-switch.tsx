'use client';

interface TrySwitchProps<V extends string> {
  label: string;
  name: string;
  options: readonly { value: V; label: string }[];
  value: V;
  onChange: (value: V) => void;
}

/** One of two, side by side and small: radio buttons, so arrow keys walk them. */
export function TrySwitch<V extends string>(props: TrySwitchProps<V>) {
  const { label, name, options, value, onChange } = props;
  return (
    <fieldset className="inline-flex shrink-0 rounded-md bg-tint p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex h-6 cursor-pointer items-center rounded-[5px] px-2 text-sm font-medium whitespace-nowrap text-muted has-checked:bg-raised has-checked:text-ink has-checked:ring-1 has-checked:ring-edge has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-10"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
