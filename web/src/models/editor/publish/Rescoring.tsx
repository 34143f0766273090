import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import { progressQuery } from '../queries';
import classes from './Publish.module.css';
import { useModelKey } from '../../modelKey';

/** How far the scores have been brought up to the model in force; nothing once they all are. */
export function Rescoring() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(progressQuery(useModelKey()));
  if (!data || data.behind <= 0 || data.total <= 0) return null;
  const done = data.total - data.behind;
  return (
    <div className={classes.rescoring} role="status" data-testid="rescoring">
      <span>{t('model.rescoring.title', { count: data.total, version: data.version, done: format.compact(done), total: format.compact(data.total) })}</span>
      <Progress value={(done / data.total) * 100} size="sm" aria-label={t('model.rescoring.label')} />
    </div>
  );
}
