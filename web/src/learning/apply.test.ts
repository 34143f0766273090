import { describe, expect, it } from 'vitest';
import { changes, lineKey, scale, withPoints } from './apply';
import type { Suggestion } from './types';

const model = {
  name: 'Default',
  engagement: [{ name: 'Pricing page', points: 8, when: 'page' }, { name: 'Known', points: 1 }],
  fit: [{ name: 'Known', points: 10 }, { name: 'Neutral' }],
};

const line = (rest: Partial<Suggestion>): Suggestion => ({
  rule: 'Known', kind: 'fit', points: 1, suggested: 1, low: 0, high: 2, people: 9, reason: 'agrees', ...rest,
});

describe('accepted points', () => {
  it('change those rules and nothing else', () => {
    const { model: next, unknown } = withPoints(model, [{ kind: 'engagement', rule: 'Pricing page', suggested: 14 }]);
    expect(next).toEqual({ ...model, engagement: [{ name: 'Pricing page', points: 14, when: 'page' }, model.engagement[1]] });
    expect(next.fit[0]).toBe(model.fit[0]);
    expect(unknown).toEqual([]);
  });

  it('tell rules of the same name apart by their kind', () => {
    const { model: next } = withPoints(model, [{ kind: 'fit', rule: 'Known', suggested: 5 }]);
    expect([next.engagement[1]?.points, next.fit[0]?.points]).toEqual([1, 5]);
  });

  it('name the rules that are gone', () => {
    expect(withPoints(model, [{ kind: 'fit', rule: 'Pricing page', suggested: 1 }]).unknown).toEqual(['Pricing page']);
  });
});

it('only offers lines that change something', () => {
  expect([changes(line({})), changes(line({ suggested: 4 }))]).toEqual([false, true]);
  expect(lineKey(line({}))).toBe('fit:Known');
});

describe('the common scale', () => {
  it('holds all points and zero, with room at both ends', () => {
    const { at, zero } = scale([line({ points: -20, suggested: 100 }), line({ points: 10 })]);
    expect([at(-35), at(115), zero, at(40)]).toEqual([0, 1, 35 / 150, 0.5]);
  });

  it('cuts wide intervals off at its ends', () => {
    const { at } = scale([line({ points: 5, suggested: 5, low: -900, high: 700 })]);
    expect([at(-900), at(700)]).toEqual([0, 1]);
  });

  it('is never without width', () => {
    expect(Number.isFinite(scale([]).at(0))).toBe(true);
    expect(scale([line({ points: 0, suggested: 0, low: 0, high: 0 })]).at(0)).toBe(0.5);
  });
});
