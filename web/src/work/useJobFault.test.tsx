import { expect, it } from 'vitest';
import { ApiError } from '../api/problem';
import { rendered } from '../models/editor/render.fixture';
import { useJobFault } from './useJobFault';

function Fault({ action, error }: { action: 'retry' | 'callOff'; error: unknown }) {
  return <p>{useJobFault()(action, error)}</p>;
}

const said = async (action: 'retry' | 'callOff', error: unknown, language: 'en' | 'tr' | 'cs') =>
  /<p>(.*)<\/p>/s.exec(await rendered(<Fault action={action} error={error} />, language))?.[1];

it('says in the language on screen what a conflict is, by what was asked for', async () => {
  const conflict = new ApiError(409, 'another job of its kind waits already');
  expect(await said('retry', conflict, 'en')).toMatch(/^Nothing was changed: it waits or runs again already/);
  expect(await said('retry', conflict, 'tr')).toMatch(/^Hiçbir şey değişmedi: iş zaten yeniden bekliyor/);
  expect(await said('callOff', conflict, 'cs')).toBe('Nic se nezměnilo: úlohu už někdo zrušil.');
});

it('takes a job that is no more for done, and says of other faults what they are', async () => {
  expect(await said('retry', new ApiError(404, 'not found'), 'en')).toBe('Nothing was changed: the job is done by now.');
  expect(await said('callOff', new ApiError(0, 'No answer'), 'en')).toBe('Check your connection. We will try again when you ask.');
});
