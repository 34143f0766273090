import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../i18n';
import { rendered } from '../../models/editor/render.fixture';
import { OwnerPicker } from './OwnerPicker';

const ana = { email: 'ana@example.com', name: 'Ana' };

describe.each(LANGUAGES)('in %s', (language) => {
  it('shows who looks after a person before the others are known', async () => {
    const shown = await rendered(<OwnerPicker person={{ id: '1', owner: ana }} />, language);
    expect(shown).toMatch(/<option value="ana@example.com" selected="">Ana</);
    expect(shown).not.toMatch(/\bowner\.[a-z]/);
  });
});

it('says that nobody does, and lets nothing be chosen for a part of somebody', async () => {
  const shown = await rendered(<OwnerPicker person={{ id: '1', merged_into: '2' }} />, 'en');
  expect(shown).toMatch(/<select[^>]* disabled=""[^>]*>.*selected="">No owner</s);
});
