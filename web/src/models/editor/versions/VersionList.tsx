import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Version } from '../types';
import { useFormat } from '../../../i18n/format';
import { Ago } from '../../../shared/Ago';
import classes from './Versions.module.css';
import { useModelKey } from '../../modelKey';

/** Who published what came with the installation. */
export const RIPEN = 'ripen';

/** The versions, newest first. */
export function VersionList({ items, shown }: { items: readonly Version[]; shown: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const model = useModelKey();
  return (
    <ol className={classes.list} aria-label={t('model.versions.title')}>
      {items.map((item) => (
        <li key={item.version} data-testid="version-row">
          <Link to="/model/versions" search={{ model, version: item.version }} className={classes.item} aria-current={item.version === shown || undefined}>
            <span className={classes.number}>
              {t('model.versions.version', { version: format.whole(item.version) })}
              {item.in_force && <span className={classes.inForce}>{t('model.versions.inForce')}</span>}
            </span>
            {item.note && <span className={classes.note}>{item.note}</span>}
            <span className={classes.facts}>
              <Ago at={item.published_at} />
              {item.published_by && ` · ${item.published_by === RIPEN ? t('model.versions.byRipen') : item.published_by}`}
              {item.rolled_back_from !== null && ` · ${t('model.versions.back', { version: format.whole(item.rolled_back_from) })}`}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
