import { describe, expect, it } from 'vitest';
import type { FilterFields, FilterJson, FilterOf } from '../types';
import { readJson, writeJson } from './json';
import { arity, firstOp, keepValues, offered, opKey } from './operators';
import { readDay, readEvent, readSpan, writeAgo, writeEvent, writeSpan } from './spans';
import { fieldInfo } from './editor';
import { subjects, withOp, withSubject } from './subjects';
import { added, changed, duplicated, type FilterTree, leaves, newGroup, newMeasure, newTest } from './tree';
import { switched, windowMode } from './windows';

const hot: FilterJson = { field: 'temperature', op: '=', value: 'hot' };
const turkish: FilterJson = { field: 'country', op: 'in', values: ['TR', 'CZ'] };
const fit: FilterJson = { field: 'fit', op: 'between', values: [10, 50] };
const pages: FilterJson = {
  measure: 'count',
  of: { any: [{ field: 'path', op: '~', value: '/pricing*' }, { not: { field: 'source', op: 'is known' } }] },
  kind: 'page',
  within: '7d',
  before: 'first(order)',
  op: '>=',
  value: 3,
};
const lately: FilterJson = { measure: 'last', kind: 'any', op: 'between', values: ['yesterday', 'today'] };
const asked: FilterJson = { measure: 'signal', kind: 'asked_price', within: '7d', op: '>=', value: 1 };
const spent: FilterJson = { measure: 'sum', kind: 'order', field: 'amount', op: '>', value: 100 };

describe('a filter as a tree', () => {
  it.each<FilterJson>([
    { all: [hot, { any: [turkish, { not: fit }] }] },
    { not: { all: [hot, turkish] } },
    { not: { any: [hot, pages] } },
    { all: [spent, { not: pages }] },
    { any: [lately, asked] },
    { top: '100 by engagement', of: { all: [hot, turkish] } },
    { top: '5% by fit', of: { all: [] } },
  ])('says the same after reading and writing: %j', (json) => {
    expect(writeJson(readJson(json, 'people'))).toEqual(json);
  });

  it('takes two negations for none, and one condition for itself', () => {
    expect(writeJson(readJson({ not: { not: hot } }, 'people'))).toEqual(hot);
    expect(writeJson(readJson({ all: [{ any: [hot] }] }, 'people'))).toEqual(hot);
  });

  it('is empty for everybody', () => {
    expect(readJson(null, 'people').root.items).toEqual([]);
    expect(writeJson(readJson({ all: [] }, 'people'))).toBeNull();
  });

  it('leaves out what is not filled in yet', () => {
    const root = newGroup('any', [newTest('title', '='), newTest('country', 'in', ['']), newTest('fit', 'between', [1])]);
    expect(writeJson({ kind: null, root })).toBeNull();
    const more = added(root, root.id, newTest('email', 'is known'));
    expect(writeJson({ kind: null, root: more })).toEqual({ field: 'email', op: 'is known' });
  });
});

describe('a filter of interactions', () => {
  const kind: FilterJson = { field: 'kind', op: '=', value: 'page' };
  const path: FilterJson = { field: 'path', op: '~', value: '/docs*' };

  it('begins with its kind', () => {
    const tree = readJson({ all: [kind, path] }, 'interaction');
    expect([tree.kind, tree.root.items.length]).toEqual(['page', 1]);
    expect(writeJson(tree)).toEqual({ all: [kind, path] });
    expect(writeJson(readJson(kind, 'interaction'))).toEqual(kind);
  });

  it('keeps alternatives in one group, and means any kind without one', () => {
    const json: FilterJson = { all: [kind, { any: [path, { field: 'amount', op: '>', value: 5 }] }] };
    expect(readJson(json, 'interaction').root.join).toBe('any');
    expect(writeJson(readJson(json, 'interaction'))).toEqual(json);
    expect(readJson({ any: [kind, path] }, 'interaction').kind).toBe('any');
  });
});

const tree = (): FilterTree => readJson({ all: [hot, { any: [turkish, pages] }] }, 'people');

describe('editing', () => {
  it('changes one condition and leaves the others as they are', () => {
    const { root } = tree();
    const [first, group] = root.items;
    const next = changed(root, first?.id ?? '', (node) => ({ ...node, negated: true }));
    expect(next && writeJson({ kind: null, root: next })).toEqual({ all: [{ not: hot }, { any: [turkish, pages] }] });
    expect(next?.items[1]).toBe(group);
    expect(changed(root, 'nobody', () => null)).toBe(root);
  });

  it('removes a condition, also inside a measure', () => {
    const { root } = tree();
    const measure = leaves(root)[2];
    const inner = measure?.type === 'measure' ? measure.where.items[0] : undefined;
    const next = changed(root, inner?.id ?? '', () => null);
    expect(next && writeJson({ kind: null, root: next })).toMatchObject({
      all: [hot, { any: [turkish, { of: { not: { field: 'source' } } }] }],
    });
  });

  it('copies a condition with ids of its own', () => {
    const { root } = tree();
    const measure = leaves(root)[2];
    const ids = leaves(duplicated(root, measure?.id ?? '')).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([4, 4]);
  });
});

describe('operators', () => {
  it('know how many values they take', () => {
    expect(['=', 'is known', 'between', 'has any', 'in list'].map(arity)).toEqual(['one', 'none', 'two', 'many', 'list']);
  });

  it('are called after the type of the field', () => {
    expect([opKey('>', 'number'), opKey('>', 'date'), opKey('is known', 'date')]).toEqual(['more', 'after', 'known']);
    expect(firstOp(['=', '~'], 'path')).toBe('~');
    expect(firstOp(['is known'], 'number')).toBe('is known');
  });

  it('keep the values that still fit', () => {
    expect(keepValues(['a', 'b'], 'in', '=')).toEqual(['a']);
    expect(keepValues(['a'], '=', 'in')).toEqual(['a']);
    expect(keepValues(['a'], '=', 'in list')).toEqual([]);
    expect(keepValues(['a'], '=', 'is known')).toEqual([]);
  });
});

it('offers operators once, and always the one in use', () => {
  expect(offered(['>', 'before', 'within'], '>')).toEqual(['>']);
  expect(offered(['>', 'within'], 'within')).toEqual(['within', '>']);
});

describe('subjects', () => {
  const operators = ['>=', 'is known'];
  const fields: FilterFields = {
    people: [
      { name: 'employees', type: 'number', operators, values: [] },
      { name: 'profile.', type: 'custom', operators: ['=', '>'], values: [] },
    ],
    interaction: [
      { name: 'kind', type: 'kind', operators, values: [] },
      { name: 'path', type: 'path', operators, values: [] },
    ],
    kinds: [],
    lists: [],
  };
  const infoOf = (name: string) => fieldInfo(fields, 'people', name);

  const names = (of: FilterOf) => subjects(fields, of).flatMap(([section, infos]) => infos.map(({ name }) => `${section}:${name}`));

  it('are the fields that can be named', () => {
    expect([names('people'), names('interaction')]).toEqual([['company:employees'], ['interaction:path']]);
  });

  it('may have a name that the business made up', () => {
    expect(infoOf('profile.seats')).toEqual({ name: 'profile.seats', type: 'custom', operators: ['=', '>'], values: [] });
    expect(infoOf('unheard of').operators).toContain('is known');
  });

  it('begin with what fits them, and keep the node', () => {
    const node = newTest('title', 'has any', ['CEO'], true);
    expect(withSubject(node, 'employees', infoOf)).toEqual({ ...node, field: 'employees', op: '>=', values: [] });
    expect(withSubject(node, 'measure:count', infoOf)).toMatchObject({ id: node.id, negated: true, measure: 'count', values: [1] });
  });

  it('keep kind and window from one measure to another, but not to a signal', () => {
    const count = newMeasure('count', { kind: 'page', within: '7d' });
    expect(withSubject(count, 'measure:sum', infoOf)).toMatchObject({ kind: 'page', within: '7d', values: [] });
    expect(withSubject(count, 'measure:signal', infoOf)).toMatchObject({ kind: '', within: '' });
    expect(withOp(newMeasure('last'), 'is known').values).toEqual([]);
  });
});

describe('windows', () => {
  const week = { within: '7d', before: '', after: '' };

  it('keep length and event when they are switched', () => {
    const before = switched(week, 'before');
    expect(before).toEqual({ within: '7d', before: 'first(order)', after: '' });
    const after = switched({ ...before, before: 'last(page)' }, 'after');
    expect(after).toEqual({ within: '7d', before: '', after: 'last(page)' });
    expect([week, before, after, switched(after, 'ever')].map(windowMode)).toEqual(['last', 'before', 'after', 'ever']);
    expect(switched({ within: '', before: '', after: '' }, 'last').within).toBe('7d');
  });
});

describe('spans', () => {
  it('are read in every form and written in one', () => {
    expect(['7d', '7 days', 'last 7 days', '7 days ago', '2W', '1 hour'].map(readSpan)).toEqual([
      ...Array.from({ length: 4 }, () => ({ count: 7, unit: 'd' })),
      { count: 2, unit: 'w' },
      { count: 1, unit: 'h' },
    ]);
    expect(readSpan('2026-01-01')).toBeNull();
    expect([writeSpan({ count: 3, unit: 'w' }), writeAgo({ count: 1, unit: 'd' })]).toEqual(['3w', '1 day ago']);
  });

  it('are no days, and days are no spans', () => {
    expect([readDay('2026-01-31T12:00:00Z'), readDay('7d')]).toEqual(['2026-01-31', null]);
  });

  it('can end at an event', () => {
    expect(readEvent('first(order)')).toEqual({ which: 'first', kind: 'order' });
    expect(readEvent(writeEvent('last', 'Product Shared'))).toEqual({ which: 'last', kind: 'Product Shared' });
    expect(readEvent('yesterday')).toBeNull();
  });
});
