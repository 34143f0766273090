import { beforeEach, expect, it, vi } from 'vitest';
import { rendered } from '../../models/editor/render.fixture';
import FilterBuilder from './FilterBuilder';
import { useBuilder } from './useBuilder';

vi.mock('./useBuilder', () => ({ useBuilder: vi.fn() }));

const read = { tree: null, faults: new Map(), fresh: null, failure: null, fault: null, unknown: null, total: { value: 0, exact: true }, counting: false };
const fault = { message: 'there is no stage `customr`', code: 'filter_none', params: { what: 'stage', name: 'customr' }, offset: 8, text: 'stage = "customr"' };

function answer(told: object) {
  vi.mocked(useBuilder).mockReturnValue({ ...read, ...told } as unknown as ReturnType<typeof useBuilder>);
  return rendered(<FilterBuilder of="people" value={fault.text} onChange={() => undefined} />, 'en');
}

beforeEach(() => vi.mocked(useBuilder).mockReset());

it('counts whom a filter finds', async () => {
  expect(await answer({})).toContain('0 people');
});

it('counts nobody while the filter cannot be read or names what there is not', async () => {
  expect(await answer({ fault })).not.toContain('0 people');
  const shown = await answer({ unknown: fault });
  expect(shown).not.toContain('0 people');
  expect(shown).toContain('customr');
});
