import { IconBuildingSkyscraper, IconCoin, IconCreditCard, IconEye, IconPresentation, IconRoute, IconShoppingCartX, IconSparkles } from '@tabler/icons-react';
import { expect, it } from 'vitest';
import { iconOf } from './SignalIcon';
import { signalKinds } from './signals';
import type { SignalEvent } from './types';

const seen = (key: string, name: string): SignalEvent => ({
  person: { id: 'p' },
  key,
  name,
  at: '2026-01-01T00:00:00Z',
  count: 1,
  evidence: [],
});

it('offers the signals of the model, then those of earlier models that were seen', () => {
  const known = [{ key: 'cart', name: 'Abandoned cart' }];
  const pages = [{ items: [seen('cart', 'Old name')], known }, { items: [seen('return', 'Return')], known }];
  expect(signalKinds(pages).map(({ name }) => name)).toEqual(['Abandoned cart', 'Return']);
  expect(signalKinds([])).toEqual([]);
  expect(signalKinds([{ items: [seen('a', 'A'), seen('a', 'A')], known: [] }])).toHaveLength(1);
});

it('has a sign for every key, the made-up ones too', () => {
  expect(['asked_price', 'asked_demo', 'asked_payment', 'abandoned_cart', 'xyz'].map(iconOf)).toEqual([IconCoin, IconPresentation, IconCreditCard, IconShoppingCartX, IconSparkles]);
  // Both are about products, and both may stand on one row.
  expect(iconOf('company_surge')).toBe(IconBuildingSkyscraper);
  expect(['product_visits', 'content_to_product'].map(iconOf)).toEqual([IconEye, IconRoute]);
});
