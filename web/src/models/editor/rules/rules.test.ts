import { describe, expect, it } from 'vitest';
import { sampleDoc } from '../doc/sample.fixture';
import type { FitRule, RuleEffect } from '../types';
import { nextRange } from './FrequencyFields';
import { nextGrade } from './Grades';
import { arranged, effectsByName, type Order, ORDERS } from './order';
import { entryChanged } from './PerValueFields';
import { markOf } from './useReorder';

const RULES: FitRule[] = [
  { name: 'Manager', if: 'title has any ("Manager")', points: 15 },
  { name: 'Student', if: 'title has any ("Student")', points: -30 },
  { name: 'Company known', if: 'company is known' },
];

function effect(name: string, people: number, kind: RuleEffect['kind'] = 'fit'): RuleEffect {
  return { name, kind, people_before: 0, people_after: people, points_before: 0, points_after: 0 };
}

const own = (name: string) => name;
const inTurkish = (name: string) => ({ Manager: 'İlgili yönetici' })[name] ?? name;

function names(rules: FitRule[], order: Order, search: string, effects: ReadonlyMap<string, RuleEffect>): string[] {
  return arranged(rules, order, search, effects, own, 'en').map(({ rule }) => rule.name);
}

describe('rules in an order', () => {
  const effects = effectsByName([effect('Student', 9), effect('Company known', 40), effect('Manager', 99, 'engagement')], 'fit');

  it('keep their places in the file, whatever the order', () => {
    for (const order of ORDERS) {
      for (const { rule, index } of arranged(RULES, order, '', effects, own, 'en')) expect(RULES[index]).toBe(rule);
    }
  });

  it('go by name, points, or the people that they reach', () => {
    expect(names(RULES, 'file', '', effects)).toEqual(['Manager', 'Student', 'Company known']);
    expect(names(RULES, 'name', '', effects)).toEqual(['Company known', 'Manager', 'Student']);
    expect(names(RULES, 'points', '', effects)).toEqual(['Manager', 'Company known', 'Student']);
    expect(names(RULES, 'effect', '', effects)).toEqual(['Company known', 'Student', 'Manager']);
  });

  it('are found by name and by condition, in any case', () => {
    expect(names(RULES, 'file', 'COMPANY', effects)).toEqual(['Company known']);
    expect(names(RULES, 'file', 'title has', effects)).toEqual(['Manager', 'Student']);
    expect(arranged(sampleDoc().engagement, 'file', 'pricing', new Map(), own, 'en')).toHaveLength(1);
  });

  it('are found by the words of the language, too', () => {
    const found = ['YÖNETİCİ', 'ilgili', 'MANAGER', 'TITLE HAS'].map((search) =>
      arranged(RULES, 'file', search, effects, inTurkish, 'tr').map(({ rule }) => rule.name),
    );
    expect(found).toEqual([['Manager'], ['Manager'], ['Manager'], ['Manager', 'Student']]);
  });

  it('are not mistaken for those of the other kind', () => {
    expect([...effects.keys()]).toEqual(['Student', 'Company known']);
  });
});

it('marks where a dragged row would go', () => {
  expect(markOf(null, 3, 3)).toBeUndefined();
  expect([0, 1, 2, 3].map((index) => markOf(1, 3, index))).toEqual([undefined, 'dragged', undefined, 'after']);
  expect(markOf(3, 1, 1)).toBe('before');
  expect(markOf(2, 2, 2)).toBe('dragged');
});

it('goes on with the next range', () => {
  expect(nextRange([])).toEqual({ from: 1, points: 1 });
  expect(nextRange([{ from: 1, to: 3, points: 5 }])).toEqual({ from: 4, points: 5 });
  expect(nextRange([{ from: 4, points: 2 }])).toEqual({ from: 5, points: 2 });
});

it('goes on with the next letter', () => {
  expect(nextGrade([])).toEqual({ letter: 'A', from: 50 });
  expect(nextGrade([{ letter: 'A', from: 60 }])).toEqual({ letter: 'B', from: 40 });
});

it('renames a value in its place', () => {
  const points = { pro: 5, team: 10, free: 0 };
  expect(Object.entries(entryChanged(points, 1, 'teams', 12))).toEqual([
    ['pro', 5],
    ['teams', 12],
    ['free', 0],
  ]);
});
