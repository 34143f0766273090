import { expect, it } from 'vitest';
import { entrance } from './useRowKeys';

/** A list in which these selectors find something. */
const list = (...there: string[]) => ({ querySelector: (asked: string) => (there.includes(asked) ? asked : null) }) as unknown as ParentNode;

it('goes to the link of a row, or to what there is to press in one that leads nowhere', () => {
  expect(entrance(list('[data-row="3"] button', '[data-row="3"] a'), 3)).toBe('[data-row="3"] a');
  expect(entrance(list('[data-row="3"] button'), 3)).toBe('[data-row="3"] button');
  expect(entrance(list('[data-row="3"] a'), 4)).toBeNull();
});
