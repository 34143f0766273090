import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Changes, gatherer } from './gather';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const event = (ids: string[], changed = ids.length) => ({ position: '1', ids, changed });

it('hands over what came in a while together', async () => {
  const seen: Changes[] = [];
  const gather = gatherer(async (changes) => seen.push(changes), 500);
  gather.add(event(['a']));
  gather.add(event(['b', 'a']));
  expect(seen).toEqual([]);
  await vi.advanceTimersByTimeAsync(500);
  expect(seen).toEqual([{ ids: new Set(['a', 'b']), partial: false }]);
});

it('remembers that not everybody was named', async () => {
  const seen: Changes[] = [];
  const gather = gatherer(async (changes) => seen.push(changes), 500);
  gather.add(event(['a'], 5000));
  gather.add(event(['b']));
  await vi.advanceTimersByTimeAsync(500);
  expect(seen[0]?.partial).toBe(true);
});

it('takes an event without names for everybody', async () => {
  const seen: Changes[] = [];
  const gather = gatherer(async (changes) => seen.push(changes), 500);
  gather.add(event([]));
  await vi.advanceTimersByTimeAsync(500);
  expect(seen[0]?.partial).toBe(true);
});

it('waits for a refresh before the next, and loses nothing', async () => {
  const seen: Changes[] = [];
  let finish: (() => void) | undefined;
  const gather = gatherer((changes) => {
    seen.push(changes);
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  }, 500);
  gather.add(event(['a']));
  await vi.advanceTimersByTimeAsync(500);
  gather.add(event(['b']));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seen).toHaveLength(1);
  finish?.();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(seen).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.map(({ ids }) => ids)).toEqual([new Set(['a']), new Set(['b'])]);
});

it('rests for twice as long as a refresh took', async () => {
  const starts: number[] = [];
  const gather = gatherer(() => {
    starts.push(Date.now());
    return new Promise((resolve) => setTimeout(resolve, 2_000));
  }, 500);
  const begun = Date.now();
  gather.add(event(['a']));
  await vi.advanceTimersByTimeAsync(1_000);
  gather.add(event(['b']));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(starts.map((at) => at - begun)).toEqual([500, 500 + 2_000 + 4_000]);
});

it('ends when stopped', async () => {
  let calls = 0;
  const gather = gatherer(async () => {
    calls += 1;
  }, 500);
  gather.add(event(['a']));
  await vi.advanceTimersByTimeAsync(500);
  gather.add(event(['b']));
  gather.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(calls).toBe(1);
});
