import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './Backtest.module.css';

/** What the history teaches about a model: how well it ranks, and which points it suggests. */
export function HistoryTabs() {
  const { t } = useTranslation();
  return (
    <nav className={classes.tabs} aria-label={t('backtest.tabs')}>
      <Link to="/model/backtest" activeOptions={{ includeSearch: false }}>
        {t('backtest.title')}
      </Link>
      <Link to="/model/suggestions" activeOptions={{ includeSearch: false }}>
        {t('suggest.title')}
      </Link>
    </nav>
  );
}
