import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useModelKey } from '../models/modelKey';
import { ModelPicker } from '../models/ModelPicker';
import classes from './Backtest.module.css';

/** What the history teaches about a model: how well it ranks, and which points it suggests. */
export function HistoryTabs({ onModel }: { onModel: (model: string | undefined) => void }) {
  const { t } = useTranslation();
  const of = useModelKey();
  return (
    <div className={classes.aside}>
      <ModelPicker onModel={onModel} />
      <nav className={classes.tabs} aria-label={t('backtest.tabs')}>
        <Link to="/model/backtest" search={{ of }} activeOptions={{ includeSearch: false }}>
          {t('backtest.title')}
        </Link>
        <Link to="/model/suggestions" search={{ of }} activeOptions={{ includeSearch: false }}>
          {t('suggest.title')}
        </Link>
      </nav>
    </div>
  );
}
