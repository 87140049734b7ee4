import type { ReactNode } from 'react';

/** One line of a menu. */
export interface MenuEntry {
  id: string;
  label: string;
  /** A grey line below the label. */
  detail?: string;
  icon?: ReactNode;
  /** Shown at the end: a shortcut. */
  hint?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Set on entries of a choice: whether this is the one chosen. */
  checked?: boolean;
  /** Draws a hairline above this entry. */
  divided?: boolean;
  onSelect: () => void;
}
