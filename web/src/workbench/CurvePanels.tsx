import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyChart } from '../charts/LazyChart';
import { useColors } from '../charts/useColors';
import { useFormat } from '../i18n/format';
import { Panel } from '../shared/Panel';
import classes from './Backtest.module.css';
import { calibrationOption, gainsOption } from './curves';
import type { Backtest } from './types';

const HEIGHT = 280;

/** Whether probabilities mean what they say, and how far one gets with the best scores. */
export function CurvePanels({ test }: { test: Backtest }) {
  const { t } = useTranslation();
  const format = useFormat();
  const colors = useColors();
  const calibration = useMemo(
    () => calibrationOption(test.calibration, { colors, format }, { predicted: t('backtest.predicted'), observed: t('backtest.observed'), people: t('tiles.people') }),
    [test.calibration, colors, format, t],
  );
  const gains = useMemo(
    () => gainsOption(test.gains, { colors, format }, { people: t('backtest.shareOfPeople'), converted: t('backtest.shareOfBuyers') }),
    [test.gains, colors, format, t],
  );
  return (
    <div className={classes.pair}>
      {test.gains.length > 0 && (
        <Panel title={t('backtest.gains')} aside={t('backtest.gainsNote')}>
          <LazyChart option={gains} height={HEIGHT} label={t('backtest.gains')} />
        </Panel>
      )}
      {test.calibration.length > 0 && (
        <Panel title={t('backtest.calibration')} aside={t('backtest.calibrationNote')}>
          <LazyChart option={calibration} height={HEIGHT} label={t('backtest.calibration')} />
        </Panel>
      )}
    </div>
  );
}
