import { expect, it } from 'vitest';
import { rendered } from '../model/render.fixture';
import { TileValue } from './Tiles';

it('waits for a number only until it is known that none will come', async () => {
  expect(await rendered(<TileValue value={undefined} failed={false} />, 'en')).toContain('Skeleton');
  const failed = await rendered(<TileValue value={undefined} failed />, 'en');
  expect(failed).toContain('–');
  expect(failed).not.toContain('Skeleton');
  expect(await rendered(<TileValue value={14} failed />, 'en')).toContain('14');
});
