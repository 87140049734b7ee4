/** What can be done about what was said, while it is shown. */
export interface ToastAction {
  label: string;
  onAct: () => void;
}

/** One thing said. `n` tells two equal texts apart. */
export interface Said {
  text: string;
  n: number;
  action: ToastAction | null;
}
