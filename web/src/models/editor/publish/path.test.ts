import { expect, it } from 'vitest';
import { readPath } from './path';

it('reads the paths of changes', () => {
  expect(readPath('engagement rule "Pricing page" / points')).toEqual({ what: 'engagement rule', name: 'Pricing page', field: 'points' });
  expect(readPath('fit rule "Student"')).toEqual({ what: 'fit rule', name: 'Student', field: null });
  expect(readPath('temperature / hot_from')).toEqual({ what: 'temperature', name: null, field: 'hot_from' });
  expect(readPath('name')).toEqual({ what: 'name', name: null, field: null });
});

it('is not led astray by quotes and slashes in names', () => {
  expect(readPath('engagement rule "Docs / \\"API\\"" / when')).toEqual({ what: 'engagement rule', name: 'Docs / "API"', field: 'when' });
  expect(readPath('')).toEqual({ what: '', name: null, field: null });
});
