import { expect, it, vi } from 'vitest';
import { rendered } from '../models/editor/render.fixture';
import { Navigation } from './Navigation';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, to }: { children: React.ReactNode; to: string }) => <a href={to}>{children}</a>,
  useRouterState: () => '/',
}));

/** Where the navigation leads whom a role is given to. */
async function linked(role: string) {
  const side = await rendered(<Navigation user={{ email: 'ada@example.com', name: 'Ada', role } as never} live onFind={vi.fn()} />, 'en');
  return [...side.matchAll(/<a href="([^"]+)"/g)].map(([, to]) => to);
}

it('leads only administrators to the jobs', async () => {
  const ofOthers = await linked('member');
  expect(ofOthers).toContain('/keys');
  expect(ofOthers).not.toContain('/jobs');
  expect(await linked('admin')).toEqual([...ofOthers, '/jobs']);
});
