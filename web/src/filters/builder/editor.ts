import { createContext, useContext } from 'react';
import type { FieldInfo, FilterFault, FilterFields, FilterOf } from '../types';
import type { FilterNode } from './tree';

/** What the parts of the builder share. */
export interface Editor {
  fields: FilterFields;
  /** What is wrong with a condition, by the id of its node. */
  faults: ReadonlyMap<string, FilterFault>;
  /** The node that was added last and waits for its first input. */
  fresh: string | null;
  change: (id: string, change: (node: FilterNode) => FilterNode | null) => void;
  add: (groupId: string, node: FilterNode) => void;
  duplicate: (id: string) => void;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('a part of the filter builder outside of it');
  return editor;
}

/** What can be asked of a field that takes texts and numbers. */
const CUSTOM = ['=', '!=', '~', '!~', '>', '>=', '<', '<=', 'between', 'in', 'not in', 'has any', 'has all', 'is known', 'is unknown'];

/** What is known of a field; a custom field nobody has listed takes any value. */
export function fieldInfo(fields: FilterFields, of: FilterOf, name: string): FieldInfo {
  const known = fields[of].find((field) => field.name === name);
  if (known) return known;
  const family = fields[of].find((field) => field.name.endsWith('.') && name.startsWith(field.name));
  return { type: 'custom', operators: CUSTOM, values: [], ...family, name };
}
