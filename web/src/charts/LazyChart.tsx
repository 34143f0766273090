import { Skeleton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useState } from 'react';
import { lazyPart } from '../shared/lazyPart';
import type { ChartProps } from './Chart';

const Waiting = ({ height }: ChartProps) => <Skeleton height={height} radius="md" />;

const Chart = lazyPart(() => import('./Chart').then((found) => found.default), Waiting);

/** How long before it is scrolled into view a chart is drawn. */
const AHEAD = '200px';

/** A chart that is drawn, and whose library is fetched, when it first comes into view. */
export function LazyChart(props: ChartProps) {
  const { ref, entry } = useIntersection({ rootMargin: AHEAD });
  const [seen, setSeen] = useState(false);
  if (entry?.isIntersecting && !seen) setSeen(true);
  return (
    <div ref={ref} style={{ minHeight: props.height }}>
      {seen ? <Chart {...props} /> : <Waiting {...props} />}
    </div>
  );
}
