import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Panel.module.css';

/** Whether the page shows a day of the past, so that what is as of now has to say so. */
export const PastContext = createContext(false);

/** Says that something is as of now where the page is about another day. */
export function NowTag() {
  const { t } = useTranslation();
  if (!useContext(PastContext)) return null;
  return (
    <span className={classes.now} title={t('asOf.nowWhy')} data-testid="now-tag">
      {t('asOf.nowTag')}
    </span>
  );
}
