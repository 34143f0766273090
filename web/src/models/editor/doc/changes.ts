import type { EngagementRule, FitRule, ModelDoc, Stage } from '../types';
import { keyFrom, patched, removed, replaced, uniqueName } from './edit';

/** A rule of either kind; `kind` says which. */
export type AnyRule = EngagementRule | FitRule;

/** The condition of a rule, whatever its kind calls it. */
export function conditionOf(rule: AnyRule): string {
  return 'when' in rule ? rule.when : rule.if;
}

/** A rule to begin with: it applies to something that exists. */
export function newEngagementRule(doc: ModelDoc, name: string): EngagementRule {
  const taken = doc.engagement.map((rule) => rule.name);
  return { name: uniqueName(name, taken), when: 'page', points: 1, decay: 'normal' };
}

export function newFitRule(doc: ModelDoc, name: string): FitRule {
  return { name: uniqueName(name, doc.fit.map((rule) => rule.name)), if: 'company is known', points: 5 };
}

export function newStage(doc: ModelDoc, name: string): Stage {
  const key = keyFrom(name, doc.stage.map((stage) => stage.key));
  return { key, name: uniqueName(name, doc.stage.map((stage) => stage.name)), when: 'engagement >= 40' };
}

/** Gives a group another name, in the rules that belong to it as well. */
export function renameGroup(doc: ModelDoc, index: number, name: string): ModelDoc {
  const group = doc.group[index];
  if (!group) return doc;
  return {
    ...doc,
    group: replaced(doc.group, index, { ...group, name }),
    engagement: doc.engagement.map((rule) => (rule.group === group.name ? { ...rule, group: name } : rule)),
  };
}

/** Removes a group; its rules go on without it. */
export function removeGroup(doc: ModelDoc, index: number): ModelDoc {
  const name = doc.group[index]?.name;
  return {
    ...doc,
    group: removed(doc.group, index),
    engagement: doc.engagement.map((rule) => (rule.group === name ? patched(rule, { group: undefined }) : rule)),
  };
}

/** Removes a stage, and its name from the gates of the others. */
export function removeStage(doc: ModelDoc, index: number): ModelDoc {
  const key = doc.stage[index]?.key;
  const stage = removed(doc.stage, index).map((other) => {
    const from = other.from?.filter((origin) => origin !== key);
    return patched(other, {
      from: from && from.length > 0 ? from : undefined,
      leave_to: other.leave_to === key ? undefined : other.leave_to,
    });
  });
  return { ...doc, stage };
}

/** Gives a list another name, keeping its place. Conditions that name it are text and stay as they are. */
export function renameList(doc: ModelDoc, from: string, to: string): ModelDoc {
  const lists = Object.entries(doc.lists).map(([name, entries]) => [name === from ? to : name, entries] as const);
  return { ...doc, lists: Object.fromEntries(lists) };
}

export function withList(doc: ModelDoc, name: string, entries: string[]): ModelDoc {
  return { ...doc, lists: { ...doc.lists, [name]: entries } };
}

export function withoutList(doc: ModelDoc, name: string): ModelDoc {
  return { ...doc, lists: Object.fromEntries(Object.entries(doc.lists).filter(([other]) => other !== name)) };
}
