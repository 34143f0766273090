import { useCallback, useMemo } from 'react';
import type { AnyRule } from '../doc/changes';
import { inserted, moved, removed, replaced, uniqueName } from '../doc/edit';
import { useEditor } from '../draft/editorContext';
import type { ModelDoc, RuleKind } from '../types';
import type { RuleActs } from './RuleItem';

function duplicated(rules: readonly AnyRule[], index: number): readonly AnyRule[] {
  const rule = rules[index];
  if (!rule) return rules;
  return inserted(rules, index + 1, { ...rule, name: uniqueName(rule.name, rules.map(({ name }) => name)) });
}

/** The rules of one kind, and what can be done with them. */
export function useRules(kind: RuleKind, open: (index: number) => void) {
  const { doc, edit } = useEditor();
  const change = useCallback(
    (next: (rules: readonly AnyRule[]) => readonly AnyRule[], key?: string) =>
      edit((doc): ModelDoc => ({ ...doc, [kind]: next(doc[kind]) }), key),
    [edit, kind],
  );
  const acts = useMemo(
    (): RuleActs => ({
      change: (index, rule, field) => change((all) => replaced(all, index, rule), `${kind}.${index}.${field}`),
      open,
      duplicate: (index) => change((all) => duplicated(all, index)),
      remove: (index) => change((all) => removed(all, index)),
    }),
    [change, kind, open],
  );
  const move = useCallback((from: number, to: number) => change((all) => moved(all, from, to)), [change]);
  const add = useCallback((rule: AnyRule) => change((all) => [rule, ...all]), [change]);
  const rules: readonly AnyRule[] = doc[kind];
  return { rules, acts, move, add };
}
