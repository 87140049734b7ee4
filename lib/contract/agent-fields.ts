/**
 * An agent field by field: for the diff of two versions and for what the audit log
 * keeps of a change. A field that only one of the two has is undefined in the other.
 */

import type { AgentSettings } from './agent';
import { LIMIT_KINDS, type LimitKind } from './budget';

/** The fields in the order of the form; those of limits are named `limits.` and their kind. */
export const AGENT_FIELDS = [
  'engine',
  'upstreamAgentId',
  'model',
  'instructions',
  'tools',
  'name',
  'description',
  'icon',
  'colour',
  'welcome',
  'starters',
  'access',
  'people',
  'groups',
  'traceVisibility',
  'enabled',
  'inputPrice',
  'outputPrice',
  'currency',
] as const;
export type AgentField = (typeof AGENT_FIELDS)[number] | `limits.${LimitKind}`;

/** What a field holds, as plain JSON. */
export type FieldValue = string | number | boolean | null | readonly string[] | undefined;

/** One field that differs. */
export interface FieldChange {
  field: AgentField;
  before: FieldValue;
  after: FieldValue;
}

/** The fields that differ, in the order of the form. Who is named is a set: its order does not count. */
export function changedFields(before: AgentSettings, after: AgentSettings): FieldChange[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  return [...now.keys()].flatMap((field) => {
    const change = { field, before: old.get(field), after: now.get(field) };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}

/** What changed as two plain objects, for the audit log. */
export function auditOf(changes: readonly FieldChange[]) {
  const side = (of: 'before' | 'after') =>
    Object.fromEntries(changes.map((change) => [change.field, change[of] ?? null]));
  return { before: side('before'), after: side('after') };
}

function fieldsOf(settings: AgentSettings): Map<AgentField, FieldValue> {
  const { engine, limits, people, groups, ...plain } = settings;
  const { kind, ...config } = engine;
  const values: Partial<Record<AgentField, FieldValue>> = {
    ...plain,
    ...config,
    engine: kind,
    people: people.toSorted(),
    groups: groups.toSorted(),
  };
  const fields = new Map<AgentField, FieldValue>();
  for (const field of AGENT_FIELDS) fields.set(field, values[field]);
  for (const kindOfLimit of LIMIT_KINDS) fields.set(`limits.${kindOfLimit}`, limits[kindOfLimit]);
  return fields;
}
