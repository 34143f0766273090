import { expect, it } from 'vitest';
import { LANGUAGES } from '../i18n';
import { rendered } from '../models/editor/render.fixture';
import type { BadEventGroup } from './types';
import { useCause } from './useCause';

function group(cause: string, ...reasons: BadEventGroup['newest']['reasons']): BadEventGroup {
  const newest = { id: '1', call: 'track', preview: '{}', reason: '', reasons, received_at: '2026-03-01T12:00:00Z', size: 2, source: 'Shop' };
  return { cause, count: 3, newest };
}

function Cause({ of }: { of: BadEventGroup }) {
  return <p>{useCause()(of)}</p>;
}

const LINE = { message: 'line 7', code: 'line', params: { line: '7' } };
const UNREAD = { message: 'the address could not be read: "jana"', code: 'address_unread', params: { value: 'jana' } };
const LARGE = { message: 'it is larger than 32 KB', code: 'too_large', params: { limit: '32' } };
const CELLS = { message: 'it has 3 cells', code: 'row_cells', params: { cells: '3', header: '4', delimiter: ';' } };

it('says the cause without what differs from event to event', async () => {
  expect(await rendered(<Cause of={group('address_unread', LINE, UNREAD)} />, 'en')).toContain('“…” could not be read.');
  expect(await rendered(<Cause of={group('too_large', LARGE)} />, 'en')).toContain('It is larger than 32 KB.');
  const unread = await Promise.all(
    LANGUAGES.map((language) => rendered(<Cause of={group('address_unread', LINE, UNREAD)} />, language)),
  );
  for (const said of unread) {
    expect(said).toContain('…');
    expect(said).not.toContain('jana');
  }
  const cells = await Promise.all(LANGUAGES.map((language) => rendered(<Cause of={group('row_cells', CELLS)} />, language)));
  for (const said of cells) {
    expect(said).toContain('…');
    expect(said).not.toMatch(/NaN|\{\{|it has 3/);
  }
});

it('says that the cause has no words where the server has none for it', async () => {
  const unknown = { message: 'it was not understood' };
  expect(await rendered(<Cause of={group('other', unknown)} />, 'en')).toContain('Other causes');
  expect(await rendered(<Cause of={group('nobody', unknown)} />, 'cs')).toContain('Jiné příčiny');
});
