/** Statements that name their parameters, of which a batch has one set for all. */

type Bindable = string | number | null;

/** A statement with the parameters it names, out of all there are: SQLite refuses unknown ones. */
export function named(
  sql: string,
  values: Record<string, unknown>,
): { sql: string; args: Record<string, Bindable> } {
  const args: Record<string, Bindable> = {};
  for (const name of new Set(sql.match(/(?<=:)[a-z]\w*/gi))) {
    const value = values[name];
    args[name] = typeof value === 'string' || typeof value === 'number' ? value : null;
  }
  return { sql, args };
}
