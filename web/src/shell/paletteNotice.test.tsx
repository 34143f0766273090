import { expect, it } from 'vitest';
import { ApiError } from '../api/problem';
import { rendered } from '../models/editor/render.fixture';
import { PaletteNotice } from './PaletteNotice';

const nothing = () => undefined;

it('tells a failure as one, with a way to try again, and never as nobody found', async () => {
  const failed = await rendered(<PaletteNotice error={new ApiError(0, '')} nothing onRetry={nothing} />, 'en');
  expect(failed).toContain('People could not be looked for. Check your connection.');
  expect(failed).toContain('palette-retry');
  expect(failed).not.toContain('Nothing found.');
  expect(await rendered(<PaletteNotice error={null} nothing onRetry={nothing} />, 'en')).toContain('Nothing found.');
  expect(await rendered(<PaletteNotice error={null} nothing={false} onRetry={nothing} />, 'en')).not.toContain('Nothing');
});
