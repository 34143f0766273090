import type { MeasureName } from '../types';

/** How the conditions of a group are joined: all, any, none of them, or not all. */
export const JOINS = ['all', 'any', 'none', 'notAll'] as const;
export type Join = (typeof JOINS)[number];

export type Value = string | number | boolean;

/** Conditions joined together. */
export interface GroupNode {
  id: string;
  type: 'group';
  join: Join;
  items: FilterNode[];
}

/** A test of a field; one that is not filled in yet has no values. */
export interface TestNode {
  id: string;
  type: 'test';
  negated: boolean;
  field: string;
  op: string;
  values: Value[];
}

/** A test of the interactions of a person, taken together, or of a buying signal. */
export interface MeasureNode {
  id: string;
  type: 'measure';
  negated: boolean;
  measure: MeasureName;
  /** The kind of interactions, `any` for all of them; for a signal its key. */
  kind: string;
  /** What a sum adds up. */
  field: string;
  where: GroupNode;
  /** How far back, for example `7d`; empty for ever. */
  within: string;
  /** The event that the window ends at; empty for now. */
  before: string;
  /** The event that the window begins with. */
  after: string;
  op: string;
  values: Value[];
}

export type FilterNode = GroupNode | TestNode | MeasureNode;

/** What the builder edits. The kind says which interactions; filters of people have none. */
export interface FilterTree {
  kind: string | null;
  root: GroupNode;
  /** Those at the top of whom passes, where it is not all of them: `100 by engagement`. */
  top?: string;
}

/** Every kind of interaction. */
export const ANY_KIND = 'any';

let made = 0;

function newId(): string {
  made += 1;
  return `node-${made}`;
}

export function newGroup(join: Join = 'all', items: FilterNode[] = []): GroupNode {
  return { id: newId(), type: 'group', join, items };
}

export function newTest(field: string, op: string, values: Value[] = [], negated = false): TestNode {
  return { id: newId(), type: 'test', negated, field, op, values };
}

export function newMeasure(measure: MeasureName, rest: Partial<Omit<MeasureNode, 'id' | 'type' | 'measure'>> = {}): MeasureNode {
  const dated = measure === 'first' || measure === 'last';
  return {
    negated: false,
    kind: measure === 'signal' ? '' : ANY_KIND,
    field: measure === 'sum' ? 'amount' : '',
    where: newGroup(),
    within: '',
    before: '',
    after: '',
    op: dated ? '>' : '>=',
    values: dated ? ['7 days ago'] : measure === 'sum' ? [] : [1],
    ...rest,
    id: newId(),
    type: 'measure',
    measure,
  };
}

/** Changes one node of a tree; the node is removed when the change returns null. Other nodes stay as they are. */
export function changed<N extends FilterNode>(
  node: N,
  id: string,
  change: (node: FilterNode) => FilterNode | null,
): N | null {
  if (node.id === id) return change(node) as N | null;
  if (node.type === 'group') {
    const items = node.items.flatMap((item) => changed(item, id, change) ?? []);
    const same = items.length === node.items.length && items.every((item, place) => item === node.items[place]);
    return same ? node : { ...node, items };
  }
  if (node.type === 'measure') {
    const where = changed(node.where, id, change) ?? newGroup();
    return where === node.where ? node : { ...node, where };
  }
  return node;
}

/** Adds a node at the end of a group. */
export function added(root: GroupNode, groupId: string, node: FilterNode): GroupNode {
  const add = (group: FilterNode) => (group.type === 'group' ? { ...group, items: [...group.items, node] } : group);
  return changed(root, groupId, add) ?? root;
}

/** Puts a copy of a node, with ids of its own, after it. */
export function duplicated(root: GroupNode, id: string): GroupNode {
  const items = root.items.flatMap((item): FilterNode[] => {
    if (item.id === id) return [item, copy(item)];
    if (item.type === 'group') return [duplicated(item, id)];
    if (item.type === 'measure') return [{ ...item, where: duplicated(item.where, id) }];
    return [item];
  });
  return { ...root, items };
}

function copy(node: FilterNode): FilterNode {
  if (node.type === 'group') return copyGroup(node);
  if (node.type === 'measure') return { ...node, id: newId(), where: copyGroup(node.where) };
  return { ...node, id: newId() };
}

function copyGroup(group: GroupNode): GroupNode {
  return { ...group, id: newId(), items: group.items.map(copy) };
}

/** The tests and measures of a tree, those inside measures left out. */
export function leaves(group: GroupNode): (TestNode | MeasureNode)[] {
  return group.items.flatMap((item) => (item.type === 'group' ? leaves(item) : [item]));
}
