import { expect, it } from 'vitest';
import { rendered } from '../models/editor/render.fixture';
import type { Section } from '../people/today/sections';
import { FilterBar } from './FilterBar';

const nothing = () => undefined;
const bar = (section?: Section) => rendered(<FilterBar filter="" section={section} problem={null} total={null} onFilter={nothing} />, 'en');
const filtered = (filter: string) => rendered(<FilterBar filter={filter} problem={null} total={null} onFilter={nothing} />, 'en');
const offered = (html: string) => [...html.matchAll(/data-testid="preset-(\w+)"/g)].map(([, key]) => key);

it('offers no filter that is a section of the screen already', async () => {
  expect(offered(await bar('to_win'))).toEqual(['hot', 'warmLeads', 'newToday']);
  expect(offered(await bar('customers'))).toEqual(['hot', 'newToday']);
  expect(offered(await bar())).toEqual(['toWin', 'hot', 'warmLeads', 'newToday', 'customers']);
});

const total = (stale: boolean) => rendered(<FilterBar filter="" problem={null} total="7 people" stale={stale} onFilter={nothing} />, 'en');

it('dims the number of people while it is that of the filter before', async () => {
  expect(await total(true)).toMatch(/data-stale="true"[^>]*>7 people/);
  expect(await total(false)).not.toContain('data-stale="true"');
});

it('has the button to use a filter only where there is one to use, on phones', async () => {
  // The draft begins as the filter that is used: there is nothing to do yet.
  expect(await filtered('')).toContain('data-changed="false"');
  expect(await filtered('country = "CZ"')).toContain('data-changed="false"');
});
