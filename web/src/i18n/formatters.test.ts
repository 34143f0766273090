import { expect, it } from 'vitest';
import { formattersOf } from './format';

it('makes the formatters of a language once, however many parts of a page need them', () => {
  expect(formattersOf('en-GB')).toBe(formattersOf('en-GB'));
  expect(formattersOf('cs')).not.toBe(formattersOf('en-GB'));
});
