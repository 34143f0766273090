import { expect, it } from 'vitest';
import { isFree, wayBack } from './usePersonKeys';

const page = (open: string | null) => ({ querySelector: (selector: string) => (open && selector.includes(open) ? {} : null) }) as unknown as Document;

it.each(['[role="dialog"]', '[role="listbox"]', '[role="menu"]', '[data-opened="true"]'])('Escape closes %s and stays on the page', (open) => {
  expect(isFree(page(open))).toBe(false);
});

it('Escape leads back where nothing is open', () => {
  expect(isFree(page(null))).toBe(true);
});

it('leads back to the list that one came from, and to what Today showed from elsewhere', () => {
  const search = { section: 'customers' } as const;
  expect(wayBack('signals', search)).toEqual({ to: { to: '/signals' }, label: 'signals.title' });
  for (const from of ['today', undefined] as const) expect(wayBack(from, search)).toEqual({ to: { to: '/', search }, label: 'nav.today' });
});
