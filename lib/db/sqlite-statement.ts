/**
 * One prepared statement of `node:sqlite`, run the way libSQL's clients run one:
 * the same arguments in, the same result set out.
 */

import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { InArgs, InValue, ResultSet, Row, Value } from '@libsql/client';

/** How many statements stay prepared. The app has fewer texts; the rest is a bound. */
const MAX_PREPARED = 200;

const READS =
  /^\s*(?:select|values|explain|with\b(?![\s\S]*\b(?:insert|update|delete|replace)\b))\b/i;

interface Prepared {
  statement: StatementSync;
  reads: boolean;
  columns: string[];
  columnTypes: string[];
  toRow: (values: SQLOutputValue[]) => Row;
}

/** Runs SQL text on one connection, keeping its statements prepared. */
export interface StatementRunner {
  run(sql: string, args?: InArgs): ResultSet;
  /** Whether the text only reads; in doubt it does not. */
  reads(sql: string): boolean;
}

/** Makes a runner. Throws what `node:sqlite` throws. */
export function createStatementRunner(connection: DatabaseSync): StatementRunner {
  const prepared = new Map<string, Prepared>();

  function prepare(sql: string): Prepared {
    const known = prepared.get(sql);
    if (known) {
      // Newest last: the first key is the one least recently used.
      prepared.delete(sql);
      prepared.set(sql, known);
      return known;
    }
    const made = describe(connection.prepare(sql), sql);
    prepared.set(sql, made);
    if (prepared.size > MAX_PREPARED) {
      const oldest = prepared.keys().next();
      if (!oldest.done) prepared.delete(oldest.value);
    }
    return made;
  }

  return {
    run: (sql, args) => runPrepared(prepare(sql), args),
    reads: (sql) => prepared.get(sql)?.reads ?? READS.test(sql),
  };
}

function describe(statement: StatementSync, sql: string): Prepared {
  const shape = statement.columns();
  const columns = shape.map((column) => column.name);
  statement.setReturnArrays(true);
  return {
    statement,
    reads: READS.test(sql),
    columns,
    columnTypes: shape.map((column) => column.type ?? ''),
    toRow: rowMaker(columns),
  };
}

function runPrepared(prepared: Prepared, args: InArgs | undefined): ResultSet {
  const { statement } = prepared;
  if (prepared.columns.length === 0) {
    const info = bindAndRun(statement, args);
    return resultSet(prepared, {
      rows: [],
      rowsAffected: Number(info.changes),
      lastInsertRowid: BigInt(info.lastInsertRowid),
    });
  }
  const values = bindAndRead(statement, args);
  if (values[0] && values[0].length !== prepared.columns.length) {
    // `select *` after another process added a column: SQLite prepared it anew.
    const shape = statement.columns();
    prepared.columns = shape.map((column) => column.name);
    prepared.columnTypes = shape.map((column) => column.type ?? '');
    prepared.toRow = rowMaker(prepared.columns);
  }
  const rows = values.map(prepared.toRow);
  return resultSet(prepared, {
    rows,
    rowsAffected: prepared.reads ? 0 : rows.length,
    lastInsertRowid: undefined,
  });
}

function bindAndRun(statement: StatementSync, args: InArgs = []) {
  return Array.isArray(args) ? statement.run(...args.map(toSql)) : statement.run(namedToSql(args));
}

function bindAndRead(statement: StatementSync, args: InArgs = []): SQLOutputValue[][] {
  const rows: unknown[] = Array.isArray(args)
    ? statement.all(...args.map(toSql))
    : statement.all(namedToSql(args));
  return rows.filter(Array.isArray);
}

function resultSet(
  prepared: Prepared,
  found: Pick<ResultSet, 'rows' | 'rowsAffected' | 'lastInsertRowid'>,
): ResultSet {
  const { rows, rowsAffected, lastInsertRowid } = found;
  const { columns, columnTypes } = prepared;
  return {
    columns,
    columnTypes,
    rows,
    rowsAffected,
    lastInsertRowid,
    toJSON: () => ({
      columns,
      columnTypes,
      rows: rows.map((row) => Array.from(row)),
      rowsAffected,
      lastInsertRowid: lastInsertRowid?.toString() ?? null,
    }),
  };
}

/**
 * Rows have their named values as own properties; indices and `length` stand on a
 * prototype made once a statement, which costs a seventh of defining them on every
 * row. Values that cannot have a name of their own (`select a.id, b.id`, a column
 * called `0` or `length`) are kept under a symbol.
 */
function rowMaker(columns: string[]): (values: SQLOutputValue[]) => Row {
  const seen = new Set<string>(['length', '__proto__']);
  const keys = columns.map((name, index) => {
    const free = !seen.has(name) && !/^\d+$/.test(name);
    seen.add(name);
    return free ? name : Symbol(`${index}`);
  });
  const shape: PropertyDescriptorMap = { length: { value: columns.length } };
  keys.forEach((key, index) => {
    shape[index] = {
      get(this: Record<string | symbol, Value>) {
        return this[key];
      },
    };
  });
  const prototype: object = Object.defineProperties({}, shape);
  return (values) => {
    const row = Object.create(prototype);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      if (key !== undefined) row[key] = fromSql(values[index]);
    }
    return row;
  };
}

function fromSql(value: SQLOutputValue | undefined): Value {
  if (typeof value !== 'object' || value === null) return value ?? null;
  return value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength);
}

function namedToSql(args: Record<string, InValue>): Record<string, SQLInputValue> {
  const named: Record<string, SQLInputValue> = {};
  for (const [name, value] of Object.entries(args)) {
    named[name.replace(/^[@$:]/, '')] = toSql(value);
  }
  return named;
}

function toSql(value: InValue): SQLInputValue {
  switch (typeof value) {
    case 'string':
    case 'bigint':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      throw new RangeError('Only finite numbers can be stored.');
    case 'boolean':
      return value ? 1 : 0;
    case 'undefined':
      throw new TypeError('undefined cannot be passed to the database; pass null.');
    default:
      return objectToSql(value);
  }
}

function objectToSql(value: ArrayBuffer | Uint8Array | Date | null): SQLInputValue {
  if (value === null || value instanceof Uint8Array) return value;
  return value instanceof Date ? value.valueOf() : new Uint8Array(value);
}
