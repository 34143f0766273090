import { expect, it } from 'vitest';
import { rendered } from '../model/render.fixture';
import { FilterBar } from './FilterBar';

const nothing = () => undefined;
const bar = (sectioned: boolean) => rendered(<FilterBar filter="" sectioned={sectioned} problem={null} total={null} onFilter={nothing} />, 'en');
const offered = (html: string) => [...html.matchAll(/data-testid="preset-(\w+)"/g)].map(([, key]) => key);

it('offers no filter that is a section of the screen already', async () => {
  expect(offered(await bar(true))).toEqual(['hot', 'warmLeads', 'newToday']);
  expect(offered(await bar(false))).toEqual(['toWin', 'hot', 'warmLeads', 'newToday', 'customers']);
});
