import { expect, it } from 'vitest';
import { rendered } from '../../models/editor/render.fixture';
import type { PersonSummary } from '../types';
import { News } from './News';

const stage = { key: 'lead', name: 'Lead' };
const told = (news: object[]) => ({ news, stage }) as unknown as PersonSummary;
const at = new Date(Date.now() - 8 * 60_000).toISOString();
const signal = { change: 'signal', signal: { key: 'ask', name: 'My signal' }, at };

it('begins with what somebody did, and then says what came of it', async () => {
  const shown = await rendered(<News person={told([{ change: 'hot' }, signal, { change: 'new' }])} />, 'en');
  expect(shown).toContain('title="My signal · 8 minutes ago\nNewly hot\nNew here"');
});

it.each([
  ['en', 'Newly hot'],
  ['tr', 'Yeni ısındı'],
  ['cs', 'Nově horký kontakt'],
] as const)('in %s, says of who became hot that it is new, not how long it lasts', async (language, words) => {
  expect(await rendered(<News person={told([{ change: 'hot' }])} />, language)).toContain(`>${words}<`);
});
