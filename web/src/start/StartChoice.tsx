import { Alert } from '@mantine/core';
import { IconBuildingSkyscraper, IconShoppingCart, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Start, STARTS, startQuery, useStart } from '../api/starts';
import { useErrorWords } from '../i18n/useSays';
import { useModelKey } from '../models/modelKey';
import classes from './Start.module.css';

const ICONS = { business: IconBuildingSkyscraper, consumer: IconUsers, shop: IconShoppingCart };

/** The models that a business can start with and what each of them means; choosing one puts it in force. */
export function StartChoice({ onChosen }: { onChosen?: () => void }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const model = useModelKey();
  const { data: inForce } = useQuery(startQuery(model));
  const start = useStart(model);
  const choose = (key: Start) => key !== inForce && start.mutate(key, { onSuccess: onChosen });
  return (
    <>
      {start.error && (
        <Alert color="ripe" role="alert" mb="sm">
          {errorWords(start.error)}
        </Alert>
      )}
      <div className={classes.choice} role="group" aria-label={t('start.model')}>
        {STARTS.map((key) => {
          const Icon = ICONS[key];
          return (
            <button
              key={key}
              type="button"
              className={classes.start}
              aria-pressed={inForce === key}
              disabled={start.isPending}
              onClick={() => choose(key)}
              data-testid={`start-${key}`}
            >
              <span className={classes.startName}>
                <Icon size={19} stroke={1.8} aria-hidden />
                {t(`start.of.${key}`)}
              </span>
              <span className={classes.startMeans}>{t(`start.means.${key}`)}</span>
            </button>
          );
        })}
      </div>
    </>
  );
}
