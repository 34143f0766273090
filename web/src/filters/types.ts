import type { Message } from '../api/message';
import type { Total } from './total';

/** What a filter is about. */
export type FilterOf = 'people' | 'interaction';

/** What is asked about the value of a field. */
export interface FieldTest {
  field: string;
  op: string;
  value?: string | number | boolean | null;
  values?: (string | number | boolean)[] | null;
}

export type MeasureName = 'count' | 'sum' | 'first' | 'last' | 'signal';

/** What is asked about the interactions of a person, taken together, or about one of the buying signals. */
export interface MeasureTest {
  measure: MeasureName;
  /** A condition on the interactions; null when every one of the kind counts. */
  of?: FilterJson | null;
  /** The kind of interactions; for a signal its key. */
  kind?: string | null;
  /** What is added up. */
  field?: string | null;
  /** How far back, for example `7d`. */
  within?: string | null;
  /** Back from this event instead of from now. */
  before?: string | null;
  /** From this event on. */
  after?: string | null;
  op: string;
  value?: string | number | boolean | null;
  values?: (string | number | boolean)[] | null;
}

/** Those at the top of whom passes, for example `100 by engagement`. Only a whole filter can be one. */
export interface TopOf {
  top: string;
  of: FilterJson;
}

/** A filter as a tree. */
export type FilterJson = TopOf | { all: FilterJson[] } | { any: FilterJson[] } | { not: FilterJson } | FieldTest | MeasureTest;

export type FieldType =
  | 'text'
  | 'key'
  | 'path'
  | 'number'
  | 'money'
  | 'count'
  | 'date'
  | 'company'
  | 'list'
  | 'boolean'
  | 'kind'
  | 'temperature'
  | 'channel'
  | 'verdict'
  | 'page_role'
  | 'custom';

/** A field one can ask about. */
export interface FieldInfo {
  /** Where the business makes up the rest of the name, only what it begins with: `profile.`. */
  name: string;
  type: FieldType;
  operators: string[];
  /** The values there can be, where they are few. */
  values: string[];
}

/** All that a filter can be made of. */
export interface FilterFields {
  people: FieldInfo[];
  interaction: FieldInfo[];
  kinds: string[];
  lists: string[];
}

export interface FilterCheckRequest {
  of: FilterOf;
  filter?: string;
  json?: FilterJson;
  count?: boolean;
}

/** Where a filter is wrong (in bytes of its text), and what could stand there. */
export interface FilterFault extends Message {
  offset: number;
  expected: string[];
}

/** Both forms of a filter, or what is wrong with it. */
export interface FilterCheck {
  filter?: string | null;
  json?: FilterJson | null;
  fault?: FilterFault | null;
  /** Stages, areas, signals and lists that the model does not have. */
  unknown?: FilterFault[];
  total?: Total | null;
}
