import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import classes from './Backtest.module.css';
import type { Loading } from './types';

/** How much of the history has been read into memory. */
export function ReadingHistory({ loading: { read, total } }: Loading) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = total > 0 ? Math.min(1, read / total) : 0;
  const words = t('backtest.reading', { count: total, read: format.compact(read), total: format.compact(total) });
  return (
    <div className={classes.reading} data-testid="reading-history">
      <span role="status">{words}</span>
      <progress className={classes.progress} value={share} max={1} aria-label={words} />
    </div>
  );
}
