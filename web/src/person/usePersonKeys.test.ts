import { expect, it } from 'vitest';
import { isFree } from './usePersonKeys';

const page = (open: string | null) => ({ querySelector: (selector: string) => (open && selector.includes(open) ? {} : null) }) as unknown as Document;

it.each(['[role="dialog"]', '[role="listbox"]', '[role="menu"]', '[data-opened="true"]'])('Escape closes %s and stays on the page', (open) => {
  expect(isFree(page(open))).toBe(false);
});

it('Escape leads back where nothing is open', () => {
  expect(isFree(page(null))).toBe(true);
});
