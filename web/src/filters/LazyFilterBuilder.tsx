import { Skeleton } from '@mantine/core';
import { lazyPart } from '../shared/lazyPart';

/** The builder of conditions, fetched when it is first opened. */
export const LazyFilterBuilder = lazyPart(
  () => import('./builder/FilterBuilder').then((found) => found.default),
  () => <Skeleton height={96} />,
);
