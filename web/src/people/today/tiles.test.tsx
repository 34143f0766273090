import { expect, it, vi } from 'vitest';
import { rendered } from '../../models/editor/render.fixture';
import { Tiles, TileValue } from './Tiles';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, to, search }: { children: React.ReactNode; to: string; search?: object }) => (
    <a href={`${to}?${new URLSearchParams({ ...search })}`}>{children}</a>
  ),
}));

it('waits for a number only until it is known that none will come', async () => {
  expect(await rendered(<TileValue value={undefined} failed={false} />, 'en')).toContain('Skeleton');
  const failed = await rendered(<TileValue value={undefined} failed />, 'en');
  expect(failed).toContain('–');
  expect(failed).not.toContain('Skeleton');
  expect(await rendered(<TileValue value={14} failed />, 'en')).toContain('14');
});

it('leads from the signals since yesterday to those and no others', async () => {
  const tiles = await rendered(<Tiles />, 'en');
  const tile = /<a href="([^"]*)"[^>]*><span[^>]*>Signals since yesterday</.exec(tiles);
  expect(tile?.[1]).toBe('/signals?since=day');
});
