import { Skeleton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import type { ChartProps } from './Chart';

const Chart = lazy(() => import('./Chart'));

/** How long before it is scrolled into view a chart is drawn. */
const AHEAD = '200px';

/** A chart that is drawn, and whose library is fetched, when it first comes into view. */
export function LazyChart(props: ChartProps) {
  const { ref, entry } = useIntersection({ rootMargin: AHEAD });
  const [seen, setSeen] = useState(false);
  if (entry?.isIntersecting && !seen) setSeen(true);
  const waiting = <Skeleton height={props.height} radius="md" />;
  return (
    <div ref={ref} style={{ minHeight: props.height }}>
      {seen ? (
        <Suspense fallback={waiting}>
          <Chart {...props} />
        </Suspense>
      ) : (
        waiting
      )}
    </div>
  );
}
