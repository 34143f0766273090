import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import type { Histogram } from '../types';
import { barsOf, outlineOf } from './bins';
import classes from './TryOut.module.css';

interface HistogramChartProps {
  dimension: 'engagement' | 'fit';
  histogram: Histogram;
}

const WIDTH = 340;
const HEIGHT = 92;

/** People by score: filled as it would be, outlined as it is. */
export function HistogramChart({ dimension, histogram }: HistogramChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const bars = barsOf(histogram);
  const line = outlineOf(bars).map(([x, y]) => `${x * WIDTH},${y * HEIGHT}`);
  const last = bars.at(-1);
  return (
    <figure className={classes.histogram}>
      <figcaption>{t(`dimension.${dimension}`)}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t('model.try.histogram', { dimension: t(`dimension.${dimension}`) })}>
        {bars.map((bar) => (
          <g key={bar.from}>
            <rect
              className={classes[dimension]}
              x={bar.x * WIDTH + 0.5}
              width={Math.max(0.5, bar.width * WIDTH - 1)}
              y={(1 - bar.after) * HEIGHT}
              height={bar.after * HEIGHT}
            />
            <rect x={bar.x * WIDTH} width={bar.width * WIDTH} y={0} height={HEIGHT} fill="transparent">
              <title>
                {t('model.try.bin', {
                  range: bar.to === null ? `≥ ${format.whole(bar.from)}` : `${format.whole(bar.from)} – ${format.whole(bar.to)}`,
                  before: format.whole(bar.people.before),
                  after: format.whole(bar.people.after),
                })}
              </title>
            </rect>
          </g>
        ))}
        <polyline className={classes.before} points={line.join(' ')} vectorEffect="non-scaling-stroke" />
      </svg>
      <div className={classes.scale} aria-hidden>
        <span>{format.whole(histogram.from)}</span>
        {last && <span>≥ {format.whole(last.from)}</span>}
      </div>
    </figure>
  );
}
