import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../i18n';
import { rendered } from '../../models/editor/render.fixture';
import type { FilterFields, FilterJson } from '../types';
import { type Editor, EditorContext } from './editor';
import { GroupEditor } from './GroupEditor';
import { readJson } from './json';
import { leaves, newTest } from './tree';

const TEXT = ['=', '!=', '~', 'in', 'has any', 'in list', 'is known'];
const FIELDS: FilterFields = {
  people: [
    { name: 'title', type: 'text', operators: TEXT, values: [] },
    { name: 'temperature', type: 'temperature', operators: ['=', 'in'], values: ['cold', 'warm', 'hot'] },
    { name: 'fit', type: 'number', operators: ['>=', 'between'], values: [] },
    { name: 'last_touch', type: 'date', operators: ['>', '<'], values: [] },
    { name: 'profile.', type: 'custom', operators: ['=', '>'], values: [] },
  ],
  interaction: [{ name: 'path', type: 'path', operators: ['=', '~'], values: [] }],
  kinds: ['any', 'page', 'order'],
  lists: ['competitors'],
};

const FILTER: FilterJson = {
  all: [
    { field: 'temperature', op: '=', value: 'hot' },
    { not: { field: 'title', op: 'has any', values: ['CEO'] } },
    { any: [{ field: 'title', op: 'in list', value: 'competitors' }, { field: 'fit', op: 'between', values: [10, 50] }] },
    { field: 'last_touch', op: '>', value: '3 days ago' },
    { field: 'profile.seats', op: '>', value: 4 },
    { measure: 'count', kind: 'page', of: { field: 'path', op: '~', value: '/pricing*' }, within: '7 days', op: '>=', value: 3 },
    { measure: 'sum', kind: 'order', field: 'amount', before: 'last(page)', op: '>', value: 100 },
    { measure: 'signal', kind: 'asked_price', op: '>=', value: 1 },
  ],
};

const { root } = readJson(FILTER, 'people');
const nothing = () => undefined;
const editor: Editor = { fields: FIELDS, faults: new Map(), fresh: null, change: nothing, add: nothing, duplicate: nothing };

function drawn(rest: Partial<Editor> = {}, group = root) {
  return (
    <EditorContext value={{ ...editor, ...rest }}>
      <GroupEditor group={group} of="people" />
    </EditorContext>
  );
}

describe.each(LANGUAGES)('the builder in %s', (language) => {
  it('has words for everything it is made of', async () => {
    const shown = await rendered(drawn(), language);
    expect(shown, 'a key without words').not.toMatch(/\b(builder|filterField|filterKind)\.[a-zA-Z]/);
    expect(shown.match(/data-testid="builder-row"/g)).toHaveLength(leaves(root).length + 1);
  });
});

describe('the builder', () => {
  it('shows the values of each condition in the inputs of their type', async () => {
    const shown = await rendered(drawn(), 'en');
    for (const value of ['CEO', '/pricing*', 'asked_price']) expect(shown).toContain(value);
    expect(shown).toMatch(/<option value="hot" selected="">Hot/);
    expect(shown).toMatch(/<option value="competitors" selected="">/);
    expect(shown).toMatch(/value="3".*days ago/s);
  });

  it('says what is wrong at its condition, and what is not filled in yet', async () => {
    const group = { ...root, items: [newTest('fit', '>=')] };
    const id = group.items[0]?.id ?? '';
    expect(await rendered(drawn({}, group), 'en')).toContain('left out');
    const shown = await rendered(drawn({ faults: new Map([[id, { offset: 0, message: 'fit is never that high', expected: [] }]]) }, group), 'en');
    expect(shown).toMatch(/role="alert".*Fit is never that high/);
  });

  it('asks how conditions are joined only where there are several', async () => {
    const one = { ...root, items: [newTest('fit', '>=', [3])] };
    expect(await rendered(drawn({}, one), 'en')).not.toContain('builder-join');
    expect(await rendered(drawn({}, { ...one, join: 'none' }), 'en')).toContain('None of these');
  });
});
