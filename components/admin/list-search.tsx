import { Search } from 'lucide-react';
import { Input } from '@/components/ui/input';

interface ListSearchProps {
  label: string;
  value: string;
  onChange: () => void;
}

/** The field `q` of a list's filters. */
export function ListSearch({ label, value, onChange }: ListSearchProps) {
  return (
    <div className="relative max-sm:col-span-2">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 stroke-[1.5] text-muted"
      />
      <Input
        name="q"
        type="search"
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        maxLength={254}
        onChange={onChange}
        className="ps-9"
      />
    </div>
  );
}
