import type { ActionId } from './shortcut-actions';

/** What the page can do now: the latest registration of an action is the one that counts. */
export interface Registry {
  /** Returns what takes it back. */
  add(id: ActionId, run: () => void): () => void;
  /** Does it. False when nothing here can. */
  run(id: ActionId): boolean;
  can(id: ActionId): boolean;
}

/** An empty registry. */
export function createRegistry(): Registry {
  const runs = new Map<ActionId, (() => void)[]>();
  const of = (id: ActionId) => runs.get(id) ?? [];
  return {
    add(id, run) {
      runs.set(id, [...of(id), run]);
      return () => {
        runs.set(
          id,
          of(id).filter((one) => one !== run),
        );
      };
    },
    run(id) {
      const run = of(id).at(-1);
      run?.();
      return run !== undefined;
    },
    can: (id) => of(id).length > 0,
  };
}
