import { expect, it } from 'vitest';
import { ApiError, filterProblem, isFinal, toApiError } from './problem';

const answer = (status: number, headers = {}) => new Response(null, { status, statusText: 'Status', headers });

it('reads a problem document', () => {
  const fields = [{ field: 'filter', message: 'unknown field', offset: 2, length: 3 }];
  const error = toApiError(answer(400), { title: 'Bad filter', detail: 'See errors', errors: fields });
  expect([error.status, error.message, error.fields]).toEqual([400, 'See errors', fields]);
  expect(filterProblem(error)).toEqual(fields[0]);
});

it('makes do with less', () => {
  expect(toApiError(answer(502), '<html>').message).toBe('Status');
  expect(toApiError(answer(409), { title: 'Conflict' }).message).toBe('Conflict');
  expect(toApiError(answer(429, { 'retry-after': '7' }), {}).retryAfter).toBe(7);
  expect(toApiError(answer(429), {}).retryAfter).toBeNull();
});

it('knows what is not from Ripen', () => {
  const foreign = [['<html>', 502], [undefined, 503], [{}, 429], [{ message: 'no upstream' }, 504]] as const;
  expect(foreign.map(([body, status]) => toApiError(answer(status), body).isForeign)).toEqual([true, true, true, true]);
  expect(toApiError(answer(503), { title: 'Busy', code: 'busy' }).isForeign).toBe(false);
});

it('finds a filter problem only in a refused filter', () => {
  expect(filterProblem(new ApiError(500, 'x', [{ field: 'filter', message: 'm' }]))).toBeNull();
  expect(filterProblem(new ApiError(400, 'x', [{ field: 'sort', message: 'm' }]))).toBeNull();
  expect(filterProblem(new Error('x'))).toBeNull();
});

it('asks again only where that can help', () => {
  expect([0, 400, 404, 429, 500, 503].map((status) => isFinal(new ApiError(status, '')))).toEqual([
    false,
    true,
    true,
    false,
    false,
    false,
  ]);
});
