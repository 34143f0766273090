import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readEarly } from './early';
import { sessionQuery } from './session';

const KEY = ['people', 'first'];
let cache: QueryClient;
const read = vi.fn(() => cache.prefetchQuery({ queryKey: KEY, queryFn: () => Promise.resolve('read') }));

beforeEach(() => {
  vi.useFakeTimers();
  cache = new QueryClient();
  read.mockClear();
});
afterEach(() => vi.useRealTimers());

const isStale = () => cache.getQueryState(KEY)?.isInvalidated;
const signIn = () => cache.setQueryData(sessionQuery.queryKey, { live: '1-0' } as never);

it('asks before it is known who is signed in, and once more for what the live stream cannot have told', async () => {
  await readEarly(cache, KEY, read);
  expect(read).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(4000);
  expect(isStale()).toBe(false);
  signIn();
  await vi.advanceTimersByTimeAsync(4000);
  expect(isStale()).toBe(true);
});

it('does not ask once more for what was read anew since', async () => {
  await readEarly(cache, KEY, read);
  signIn();
  await vi.advanceTimersByTimeAsync(100);
  cache.setQueryData(KEY, 'newer');
  await vi.advanceTimersByTimeAsync(4000);
  expect(isStale()).toBe(false);
});

it('leaves it to the page where the session is known', async () => {
  signIn();
  await readEarly(cache, KEY, read);
  expect(read).not.toHaveBeenCalled();
});

it('asks for nothing again that was refused', async () => {
  const refused = () => cache.prefetchQuery({ queryKey: KEY, queryFn: () => Promise.reject(new Error('401')) });
  await readEarly(cache, KEY, refused);
  expect(vi.getTimerCount()).toBe(0);
});
