import type { FieldTest, FilterJson, FilterOf, MeasureTest } from '../types';
import { arity } from './operators';
import {
  ANY_KIND,
  type FilterNode,
  type FilterTree,
  type GroupNode,
  type MeasureNode,
  newGroup,
  newMeasure,
  newTest,
  type TestNode,
  type Value,
} from './tree';

/** The field that says which interactions a filter of interactions means. */
const KIND = 'kind';

const OPPOSITE = { all: 'notAll', any: 'none', none: 'any', notAll: 'all' } as const;

function valuesOf({ value, values }: Pick<FieldTest, 'value' | 'values'>): Value[] {
  return values ?? (value == null ? [] : [value]);
}

function readTest(json: FieldTest, negated: boolean): TestNode {
  return newTest(json.field, json.op, valuesOf(json), negated);
}

function readMeasure(json: MeasureTest, negated: boolean): MeasureNode {
  return newMeasure(json.measure, {
    negated,
    kind: json.kind || (json.measure === 'signal' ? '' : ANY_KIND),
    field: json.field ?? '',
    where: json.of ? readGroup(json.of) : newGroup(),
    within: json.within ?? '',
    before: json.before ?? '',
    after: json.after ?? '',
    op: json.op,
    values: valuesOf(json),
  });
}

function readNode(json: FilterJson, negated = false): FilterNode {
  if ('top' in json) return readNode(json.of, negated);
  if ('not' in json) return readNode(json.not, !negated);
  if ('all' in json) return newGroup(negated ? 'notAll' : 'all', json.all.map((inner) => readNode(inner)));
  if ('any' in json) return newGroup(negated ? 'none' : 'any', json.any.map((inner) => readNode(inner)));
  return 'measure' in json ? readMeasure(json, negated) : readTest(json, negated);
}

function readGroup(json: FilterJson): GroupNode {
  const node = readNode(json);
  return node.type === 'group' ? node : newGroup('all', [node]);
}

/** Which interactions a test of the kind means, if that is what a node is. */
function kindOf(node: FilterNode): string | null {
  const named = node.type === 'test' && !node.negated && node.field === KIND && node.op === '=';
  return named && node.values[0] != null ? String(node.values[0]) : null;
}

/** The tree of a filter as the server gave it. */
export function readJson(json: FilterJson | null, of: FilterOf): FilterTree {
  const root = json ? readGroup(json) : newGroup();
  if (of === 'people') return json && 'top' in json ? { kind: null, root, top: json.top } : { kind: null, root };
  const first = root.items[0];
  const kind = root.join === 'all' && first ? kindOf(first) : null;
  if (kind === null) return { kind: ANY_KIND, root };
  const rest = root.items.slice(1);
  const [only] = rest;
  // `kind where (a or b)` comes as two conditions; the second is then the whole group.
  return { kind, root: rest.length === 1 && only?.type === 'group' ? only : newGroup('all', rest) };
}

function filled({ op, values }: TestNode | MeasureNode): boolean {
  const wanted = arity(op);
  const given = values.filter((value) => value !== '');
  if (wanted === 'none') return true;
  return wanted === 'two' ? given.length === 2 : given.length > 0;
}

/** Whether a condition says enough to be asked. */
export function isComplete(node: TestNode | MeasureNode): boolean {
  const about = node.type === 'test' ? node.field : node.kind;
  return about !== '' && filled(node);
}

function writeTest({ op, values }: TestNode | MeasureNode): Pick<FieldTest, 'op' | 'value' | 'values'> {
  const takes = arity(op);
  if (takes === 'none') return { op };
  return takes === 'one' || takes === 'list' ? { op, value: values[0] } : { op, values };
}

function writeMeasure(node: MeasureNode): MeasureTest {
  const { measure, kind, field, within, before, after } = node;
  const json: MeasureTest = { measure, kind, ...writeTest(node) };
  const where = measure === 'signal' ? null : writeNode(node.where);
  if (where) json.of = where;
  if (measure === 'sum') json.field = field;
  if (within) json.within = within;
  if (before) json.before = before;
  if (after) json.after = after;
  return json;
}

/** What one condition says; null when it does not say enough yet. */
export function writeNode(node: FilterNode): FilterJson | null {
  if (node.type !== 'group') {
    if (!isComplete(node)) return null;
    const json = node.type === 'test' ? { field: node.field, ...writeTest(node) } : writeMeasure(node);
    return node.negated ? { not: json } : json;
  }
  const parts = node.items.flatMap((item) => writeNode(item) ?? []);
  const [first] = parts;
  if (!first) return null;
  const negated = node.join === 'none' || node.join === 'notAll';
  const join = negated ? OPPOSITE[node.join] : node.join;
  const joined: FilterJson = parts.length === 1 ? first : join === 'all' ? { all: parts } : { any: parts };
  return negated ? { not: joined } : joined;
}

/** The filter that a tree says; null when that is everything. */
export function writeJson({ kind, root, top }: FilterTree): FilterJson | null {
  const where = writeNode(root);
  if (top) return { top, of: where ?? { all: [] } };
  if (kind === null) return where;
  const which: FilterJson = { field: KIND, op: '=', value: kind };
  return where ? { all: [which, where] } : which;
}
