import type { FieldType } from '../types';
import type { Value } from './tree';

/** How many values an operator takes. */
export type Arity = 'none' | 'one' | 'two' | 'many' | 'list';

const ARITY: Record<string, Arity> = {
  'is known': 'none',
  'is unknown': 'none',
  'is free': 'none',
  'is disposable': 'none',
  between: 'two',
  in: 'many',
  'not in': 'many',
  'has any': 'many',
  'has all': 'many',
  'in list': 'list',
  'not in list': 'list',
};

export function arity(op: string): Arity {
  return ARITY[op] ?? 'one';
}

/** The key of the words for an operator: a date comes after, a number is more. */
export function opKey(op: string, type: FieldType): string {
  if (type === 'date') return DATE_WORDS[op] ?? WORDS[op] ?? op;
  return WORDS[op] ?? op;
}

const WORDS: Record<string, string> = {
  '=': 'is',
  '!=': 'isNot',
  '>': 'more',
  '>=': 'atLeast',
  '<': 'less',
  '<=': 'atMost',
  '~': 'matches',
  '!~': 'matchesNot',
  in: 'in',
  'not in': 'notIn',
  'has any': 'hasAny',
  'has all': 'hasAll',
  'in list': 'inList',
  'not in list': 'notInList',
  'is known': 'known',
  'is unknown': 'unknown',
  'is free': 'free',
  'is disposable': 'disposable',
  between: 'between',
};

const DATE_WORDS: Record<string, string> = {
  '=': 'on',
  '!=': 'notOn',
  '>': 'after',
  '>=': 'onOrAfter',
  '<': 'before',
  '<=': 'onOrBefore',
};

/** The operators of numbers, which counts and sums have as well. */
export const NUMBER_OPS = ['>=', '=', '<', '>', '<=', 'between'];
/** The operators of dates that make sense for something that happened. */
export const DATE_OPS = ['>', '<', '=', '>=', '<=', 'between', 'is known', 'is unknown'];

/** Operators that say in other words what another one says. */
const SYNONYMS = new Set(['within', 'before', 'after']);

/** The operators to choose from; the one in use is always among them. */
export function offered(operators: readonly string[], used: string): string[] {
  const known = operators.filter((op) => !SYNONYMS.has(op));
  return known.includes(used) ? known : [used, ...known];
}

/** The operator a new test of a field begins with. */
export function firstOp(operators: readonly string[], type: FieldType): string {
  const wanted: Partial<Record<FieldType, string>> = { number: '>=', money: '>=', count: '>=', date: '>', path: '~', list: 'has any' };
  const op = wanted[type] ?? '=';
  return operators.includes(op) ? op : (operators[0] ?? '=');
}

/** The value a new test begins with, where there is one that people would mean. */
export function firstValues(type: FieldType): Value[] {
  if (type === 'date') return ['7 days ago'];
  return type === 'boolean' ? [true] : [];
}

/** The values that still fit after another operator was chosen. */
export function keepValues(values: Value[], from: string, to: string): Value[] {
  const [had, has] = [arity(from), arity(to)];
  if (has === 'none') return [];
  if ((had === 'list') !== (has === 'list')) return [];
  if (has === 'one' || has === 'list') return values.slice(0, 1);
  if (has === 'two') return values.slice(0, 2);
  return values;
}
