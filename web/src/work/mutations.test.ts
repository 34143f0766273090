import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { ApiError } from '../api/problem';
import { callOffJob, isBeingChanged, retryJob } from './mutations';

const asked: string[] = [];

vi.mock('../api/client', () => ({
  unwrap: (answer: unknown) => answer,
  api: {
    POST: (path: string, { params }: { params: { path: { id: string } } }) => {
      asked.push(path.replace('{id}', params.path.id));
      return params.path.id === 'conflict' ? Promise.reject(new ApiError(409, 'x')) : Promise.resolve({});
    },
  },
}));

it.each([
  ['trying again', retryJob, '12', '/api/v1/jobs/12/retry'],
  ['trying again that is refused', retryJob, 'conflict', '/api/v1/jobs/conflict/retry'],
  ['calling off', callOffJob, '12', '/api/v1/jobs/12/cancel'],
  ['calling off that is refused', callOffJob, 'conflict', '/api/v1/jobs/conflict/cancel'],
])('has every list of jobs read anew after %s', async (_, of, id, path) => {
  const cache = new QueryClient();
  const lists = [['jobs', 'dead'], ['jobs', 'waiting']];
  for (const key of lists) cache.setQueryData(key, {});
  await new MutationObserver(cache, of(cache)).mutate(id).catch(() => undefined);
  expect(asked.at(-1)).toBe(path);
  expect(lists.map((key) => cache.getQueryState(key)?.isInvalidated)).toEqual([true, true]);
});

it('knows at once which job is on its way to be changed, so that a double click asks once', async () => {
  const cache = new QueryClient();
  const change = new MutationObserver(cache, callOffJob(cache)).mutate('12');
  expect(['12', '13'].map((id) => isBeingChanged(cache, id))).toEqual([true, false]);
  await change;
  expect(isBeingChanged(cache, '12')).toBe(false);
});

it('announces what was done', () => {
  const cache = new QueryClient();
  expect([retryJob(cache).meta, callOffJob(cache).meta]).toEqual([{ announce: 'jobRetried' }, { announce: 'jobCalledOff' }]);
});
