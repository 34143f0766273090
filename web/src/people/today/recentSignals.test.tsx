import { expect, it, vi } from 'vitest';
import { rendered } from '../../models/editor/render.fixture';
import { RecentSignals } from './RecentSignals';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, params }: { children: React.ReactNode; params: { personId: string } }) => <a href={params.personId}>{children}</a>,
}));

const given = (keys: string[]) => keys.map((key) => ({ key, name: `Signal ${key}`, at: '2020-01-01T00:00:00Z' }));

it('shows every recent signal with its name and when it was given', async () => {
  const shown = await rendered(<RecentSignals person={{ id: '7', recent_signals: given(['a', 'b']) }} />, 'en');
  expect(shown).toMatch(/href="7".*title="Signal a, \d+ years ago".*title="Signal b, \d+ years ago"/s);
  expect(shown).not.toContain('+');
});

it('counts and names those that have no place', async () => {
  const shown = await rendered(<RecentSignals person={{ id: '7', recent_signals: given(['a', 'b', 'c', 'd', 'e', 'f', 'g']) }} />, 'en');
  expect([...shown.matchAll(/data-signal="(\w)"/g)].map(([, key]) => key)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(shown).toMatch(/title="Signal f, \d+ years ago\nSignal g, \d+ years ago">\+2</);
});

it('takes no place without signals', async () => {
  expect(await rendered(<RecentSignals person={{ id: '7', recent_signals: [] }} />, 'en')).not.toContain('<a');
});
