import type { FieldInfo, FilterFields, FilterOf, MeasureName } from '../types';
import { firstOp, firstValues, keepValues } from './operators';
import { type MeasureNode, newMeasure, newTest, type TestNode } from './tree';

export const MEASURES: readonly MeasureName[] = ['count', 'sum', 'first', 'last', 'signal'];

/** Groups of fields in the list to choose from. */
export const SECTIONS = ['profile', 'company', 'scores', 'lifecycle', 'source', 'interaction', 'own'] as const;
export type Section = (typeof SECTIONS)[number];

const SECTION: Record<string, Section> = {
  company: 'company',
  industry: 'company',
  employees: 'company',
  fit: 'scores',
  engagement: 'scores',
  velocity: 'scores',
  temperature: 'scores',
  index: 'scores',
  grade: 'scores',
  signal: 'scores',
  probability: 'scores',
  kind: 'lifecycle',
  owner: 'lifecycle',
  stage: 'lifecycle',
  created: 'lifecycle',
  last_touch: 'lifecycle',
  disqualified: 'lifecycle',
  source: 'source',
  medium: 'source',
  campaign: 'source',
};

const PREFIX: Record<string, Section> = { lead: 'lifecycle', customer: 'lifecycle', company: 'company', profile: 'own', property: 'own' };

/** The group a field is listed in. */
export function sectionOf(name: string, of: FilterOf): Section {
  const [prefix = '', rest] = name.split('.');
  if (rest !== undefined && PREFIX[prefix]) return PREFIX[prefix];
  return of === 'interaction' ? 'interaction' : (SECTION[name] ?? 'profile');
}

/** The fields a condition can be about; the kind of interactions is chosen elsewhere. */
export function subjects(fields: FilterFields, of: FilterOf): [Section, FieldInfo[]][] {
  const listed = fields[of].filter(({ name }) => (of === 'people' || name !== 'kind') && !name.endsWith('.'));
  return SECTIONS.map((section): [Section, FieldInfo[]] => [
    section,
    listed.filter(({ name }) => sectionOf(name, of) === section),
  ]).filter(([, infos]) => infos.length > 0);
}

const MEASURE = 'measure:';

/** The subject of a condition as one value of a list. */
export function subjectOf(node: TestNode | MeasureNode): string {
  return node.type === 'measure' ? MEASURE + node.measure : node.field;
}

export function measureSubject(measure: MeasureName): string {
  return MEASURE + measure;
}

/** The condition after another subject was chosen; what still fits is kept. */
export function withSubject(
  node: TestNode | MeasureNode,
  subject: string,
  infoOf: (name: string) => FieldInfo,
): TestNode | MeasureNode {
  const { id, negated } = node;
  const measure = MEASURES.find((name) => measureSubject(name) === subject);
  if (measure) {
    if (node.type === 'test') return { ...newMeasure(measure), id, negated };
    if (measure === 'signal' || node.measure === 'signal') return { ...newMeasure(measure), id, negated };
    const { kind, where, within, before, after } = node;
    return { ...newMeasure(measure, { kind, where, within, before, after }), id, negated };
  }
  const info = infoOf(subject);
  const op = firstOp(info.operators, info.type);
  return { ...newTest(subject, op, firstValues(info.type), negated), id };
}

/** The condition after another operator was chosen. */
export function withOp<N extends TestNode | MeasureNode>(node: N, op: string): N {
  return { ...node, op, values: keepValues(node.values, node.op, op) };
}
