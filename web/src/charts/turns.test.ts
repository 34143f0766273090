import { expect, it, vi } from 'vitest';
import { inTurn } from './turns';

it('draws one after the other, each in a task of its own, and nothing that was taken back', () => {
  vi.useFakeTimers();
  const drawn: string[] = [];
  const takeBack = ['first', 'second', 'third'].map((name) => inTurn(() => drawn.push(name)));
  expect(drawn).toEqual([]);
  vi.advanceTimersToNextTimer();
  expect(drawn).toEqual(['first']);
  takeBack[1]?.();
  vi.advanceTimersToNextTimer();
  expect(drawn).toEqual(['first', 'third']);
  vi.runAllTimers();
  inTurn(() => drawn.push('later'));
  vi.runAllTimers();
  expect(drawn).toEqual(['first', 'third', 'later']);
  vi.useRealTimers();
});

it('goes on when one fails', () => {
  vi.useFakeTimers();
  const drawn: string[] = [];
  inTurn(() => {
    throw new Error('it cannot be drawn');
  });
  inTurn(() => drawn.push('next'));
  expect(() => vi.advanceTimersToNextTimer()).toThrow('it cannot be drawn');
  vi.runAllTimers();
  expect(drawn).toEqual(['next']);
  vi.useRealTimers();
});
