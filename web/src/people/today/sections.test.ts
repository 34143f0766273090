import { expect, it } from 'vitest';
import { sectionOf, withFilter, withSection } from './sections';

it('opens on the people to win, and on everybody where a filter leads there', () => {
  expect(sectionOf({})).toBe('to_win');
  expect(sectionOf({ filter: 'kind = customer' })).toBe('everybody');
  expect(sectionOf({ filter: 'fit > 3', section: 'customers' })).toBe('customers');
});

it('keeps the section when a filter is written or taken away', () => {
  expect(withFilter({ sort: 'name' }, 'fit > 3')).toEqual({ sort: 'name', section: 'to_win', filter: 'fit > 3' });
  expect(withFilter({ section: 'to_win', filter: 'fit > 3' }, '')).toEqual({});
  expect(withFilter({ filter: 'fit > 3' }, '')).toEqual({ section: 'everybody' });
  expect(withFilter({ section: 'customers' }, 'fit > 3')).toEqual({ section: 'customers', filter: 'fit > 3' });
});

it('keeps the filter when the section changes', () => {
  expect(withSection({ filter: 'fit > 3' }, 'to_win')).toEqual({ filter: 'fit > 3', section: 'to_win' });
  expect(withSection({ section: 'customers' }, 'to_win')).toEqual({});
  expect(withSection({ filter: 'fit > 3' }, 'everybody')).toEqual({ filter: 'fit > 3' });
});
