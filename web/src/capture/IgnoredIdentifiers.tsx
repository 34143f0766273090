import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { Ago } from '../shared/Ago';
import { Panel } from '../shared/Panel';
import { ErrorState } from '../shared/states';
import classes from './Bad.module.css';
import { ignoredIdentifiersQuery } from './queries';

/** What stood where an identifier should be and is none, such as "undefined"; nothing while it is known that there is none. */
export function IgnoredIdentifiers() {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const ignored = useQuery(ignoredIdentifiersQuery);
  const items = ignored.data?.items ?? [];
  if (items.length === 0 && !ignored.isError) return null;
  return (
    <div className={classes.ignored}>
      <Panel title={t('ignored.title')} testId="ignored-identifiers">
        <p className={classes.lead}>{t('ignored.lead')}</p>
        {ignored.isError && <ErrorState error={ignored.error} onRetry={() => void ignored.refetch()} />}
        {items.length > 0 && (
          <ul className={classes.list}>
            {items.map((one) => (
              <li key={`${one.kind}:${one.value ?? ''}`} className={classes.row} data-testid="ignored-identifier">
                <div className={classes.what}>
                  <code className={classes.id}>{one.value ?? t('ignored.others')}</code>
                  <div className={classes.facts}>
                    <span>{word('identifiers.kind', one.kind)}</span>
                    <Ago at={one.last_at} />
                  </div>
                </div>
                <span>{t('ignored.count', { count: one.count, shown: format.whole(one.count) })}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
