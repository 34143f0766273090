import { describe, expect, it } from 'vitest';
import type { ModelDoc } from '../types';
import { readCap, writeCap } from './cap';
import { newEngagementRule, newFitRule, newStage, removeGroup, removeStage, renameGroup, renameList, withList, withoutList } from './changes';
import { inserted, keyFrom, moved, patched, removed, replaced, uniqueName } from './edit';
import { faultsOf, isOfCondition, nameIn, tabOf } from './places';
import { sampleDoc } from './sample.fixture';

describe('lists', () => {
  const list = ['a', 'b', 'c'];

  it('are changed in a copy', () => {
    expect(replaced(list, 1, 'x')).toEqual(['a', 'x', 'c']);
    expect(removed(list, 1)).toEqual(['a', 'c']);
    expect(inserted(list, 1, 'x')).toEqual(['a', 'x', 'b', 'c']);
    expect(list).toEqual(['a', 'b', 'c']);
  });

  it('move items up, down and at most to the ends', () => {
    expect(moved(list, 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(list, 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(list, 1, 99)).toEqual(['a', 'c', 'b']);
    expect(moved(list, 1, -4)).toEqual(['b', 'a', 'c']);
    expect(moved(list, 7, 0)).toEqual(list);
  });

  it('keep every item wherever one is moved', () => {
    for (let from = 0; from < 3; from += 1) {
      for (let to = -1; to < 5; to += 1) expect(moved(list, from, to).toSorted()).toEqual(list);
    }
  });
});

it('leaves fields out that are set to nothing', () => {
  expect(patched<{ a?: number; b?: number }>({ a: 1, b: 2 }, { a: undefined, b: 3 })).toEqual({ b: 3 });
});

describe('names and keys', () => {
  it('are made different from those that are taken', () => {
    expect(uniqueName('Call', [])).toBe('Call');
    expect(uniqueName('Call', ['Call', 'Call 2'])).toBe('Call 3');
    expect(uniqueName('Call 2', ['Call', 'Call 2'])).toBe('Call 3');
  });

  it('give keys of plain letters', () => {
    expect(keyFrom('Long-term lead', [])).toBe('long_term_lead');
    expect(keyFrom('Sıcak müşteri', [])).toBe('sicak_musteri');
    expect(keyFrom('Zákazník č. 1', ['zakaznik_c_1'])).toBe('zakaznik_c_1_2');
    expect(keyFrom('???', [])).toBe('new');
  });
});

describe('caps', () => {
  it.each(['3 per day', '1 ever', '2 per 2w', '10 per hour'])('reads and writes %s', (text) => {
    const cap = readCap(text);
    expect(cap && writeCap(cap)).toBe(text);
  });

  it.each(['', 'per day', '3', '3 times', '-1 per day', '1.5 per day'])('does not read "%s"', (text) => {
    expect(readCap(text)).toBeNull();
  });
});

describe('the document', () => {
  const doc: ModelDoc = sampleDoc();

  it('gets rules whose names are free', () => {
    expect(newEngagementRule(doc, 'Pricing page').name).toBe('Pricing page 2');
    expect(newFitRule(doc, 'New rule').name).toBe('New rule');
    expect(newStage(doc, 'MQL').key).toBe('mql_2');
  });

  it('renames a group in its rules', () => {
    const next = renameGroup(doc, 0, 'Content');
    expect(next.group[0]?.name).toBe('Content');
    expect(next.engagement.map((rule) => rule.group)).toEqual(['Content', undefined]);
    expect(doc.engagement[0]?.group).toBe('Pages');
  });

  it('lets rules go on without a removed group', () => {
    const next = removeGroup(doc, 0);
    expect(next.group).toEqual([]);
    expect(next.engagement.some((rule) => 'group' in rule)).toBe(false);
  });

  it('forgets a removed stage in the other gates', () => {
    const next = removeStage(doc, 0);
    expect(next.stage.map((stage) => stage.key)).toEqual(['mql', 'customer']);
    expect(next.stage[1]?.from).toEqual(['mql']);
    expect(next.stage[0]).not.toHaveProperty('leave_to');
  });

  it('renames a list in its place, adds and removes lists', () => {
    const two = withList(doc, 'targets', ['Acme']);
    expect(Object.keys(renameList(two, 'competitors', 'rivals').lists)).toEqual(['rivals', 'targets']);
    expect(Object.keys(withoutList(two, 'competitors').lists)).toEqual(['targets']);
  });
});

describe('places of faults', () => {
  it('lead to the tab that mends them', () => {
    expect(tabOf('engagement rule "Pricing page" / points')).toBe('engagement');
    expect(tabOf('half_life.fast')).toBe('engagement');
    expect(tabOf('fit rule "Student"')).toBe('fit');
    expect(tabOf('stage "mql" / when')).toBe('lifecycle');
    expect(tabOf('temperature')).toBe('plane');
    expect(tabOf('index "best"')).toBe('plane');
    expect(tabOf('list "competitors"')).toBe('lists');
    expect(tabOf('line 3, column 1')).toBe('text');
  });

  it('carry the name of what is at fault, with escaped quotes', () => {
    expect(nameIn('fit rule "Say \\"hi\\"" / if')).toBe('Say "hi"');
    expect(nameIn('file')).toBeNull();
  });

  it('are found for one rule', () => {
    const faults = [
      { place: 'fit rule "Call"', message: 'x' },
      { place: 'engagement rule "Call" / when', message: 'y' },
    ];
    expect(faultsOf(faults, 'engagement', 'Call')).toEqual([faults[1]]);
    expect(faults.map(isOfCondition)).toEqual([false, true]);
    expect(isOfCondition({ place: 'fit rule "Call"', message: 'expected a field (character 4)' })).toBe(true);
  });
});
