import { expect, it } from 'vitest';
import { amend, begin, type History, KEPT, push, redo, TOGETHER_MS, undo } from './history';

it('goes back and forward again', () => {
  let history = begin(0);
  for (let value = 1; value <= 3; value += 1) history = push(history, value, null, value);
  const back = undo(undo(history));
  expect(back.present).toBe(1);
  expect(redo(back).present).toBe(2);
  expect(redo(redo(redo(redo(back)))).present).toBe(3);
  expect(undo(undo(undo(undo(back)))).present).toBe(0);
});

it('joins quick changes of the same thing, and only those', () => {
  let history = begin('');
  history = push(history, 'a', 'name', 0);
  history = push(history, 'ab', 'name', TOGETHER_MS - 1);
  history = push(history, 'abc', 'name', 2 * TOGETHER_MS);
  history = push(history, 'abc!', 'points', 2 * TOGETHER_MS + 1);
  expect(history.past).toEqual(['', 'ab', 'abc']);
});

it('forgets what was undone once something else is done', () => {
  let history = push(push(begin(0), 1, 'k', 0), 2, 'k', 1);
  history = undo(history);
  expect(history.present).toBe(0);
  history = push(history, 9, 'k', 2);
  expect(redo(history)).toBe(history);
  expect(history.past).toEqual([0]);
});

it('amends the present without a step', () => {
  const history = amend(push(begin('a'), 'b', null, 0), 'B');
  expect([history.present, undo(history).present]).toEqual(['B', 'a']);
});

it('keeps the newest steps only', () => {
  let history: History<number> = begin(0);
  for (let value = 1; value <= KEPT + 50; value += 1) history = push(history, value, null, value);
  expect([history.past.length, history.past[0]]).toEqual([KEPT, 50]);
});
