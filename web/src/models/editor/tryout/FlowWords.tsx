import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import type { Flow } from '../types';
import classes from './TryOut.module.css';

/** How many people come in and how many go, in signs and in words. */
export function FlowWords({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (flow.gained === 0 && flow.lost === 0) return <span className={classes.same}>{t('model.try.same')}</span>;
  return (
    <span className={classes.flow}>
      <span aria-hidden className={classes.gained} data-none={flow.gained === 0}>
        +{format.compact(flow.gained)}
      </span>
      <span aria-hidden className={classes.lost} data-none={flow.lost === 0}>
        −{format.compact(flow.lost)}
      </span>
      <VisuallyHidden>{t('model.try.flow', { gained: format.whole(flow.gained), lost: format.whole(flow.lost) })}</VisuallyHidden>
    </span>
  );
}
