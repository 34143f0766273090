import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { Panel } from '../shared/Panel';
import classes from './Backtest.module.css';
import type { Band } from './types';

function Rate({ band, most }: { band: Band; most: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const at = (share: number) => `${Math.min(100, (share / most) * 100)}%`;
  return (
    <span className={classes.rate}>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ width: at(band.rate) }} />
        <span className={classes.whisker} style={{ left: at(band.low), width: `calc(${at(band.high)} - ${at(band.low)})` }} />
      </span>
      <span className="rp-number">{format.percent(band.rate)}</span>
      <span className={`${classes.dim} ${classes.interval} rp-number`}>
        {t('backtest.interval', { low: format.percent(band.low), high: format.percent(band.high) })}
      </span>
    </span>
  );
}

/** Conversion by score, each band with its 95 % interval as a whisker. */
export function BandsPanel({ bands }: { bands: Band[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(0.001, ...bands.map(({ high }) => high));
  const range = ({ from, to }: Band, place: number) => {
    if (to == null) return t('backtest.bandFrom', { from: format.score(from) });
    return place === 0 ? t('backtest.bandBelow', { to: format.score(to) }) : t('backtest.band', { from: format.score(from), to: format.score(to) });
  };
  return (
    <Panel title={t('backtest.bands')} aside={t('backtest.bandsNote')} testId="backtest-bands">
      <table className={`${classes.table} ${classes.bands}`}>
        <thead>
          <tr>
            <th scope="col">{t('backtest.score')}</th>
            <th scope="col" className={classes.right}>{t('tiles.people')}</th>
            <th scope="col" className={classes.right}>{t('backtest.converted')}</th>
            <th scope="col" className={classes.wide}>{t('backtest.rate')}</th>
          </tr>
        </thead>
        <tbody>
          {bands.map((band, place) => (
            <tr key={band.from}>
              <th scope="row">{range(band, place)}</th>
              <td className={classes.right}>{format.whole(band.people)}</td>
              <td className={classes.right}>{format.whole(band.converted)}</td>
              <td>
                <Rate band={band} most={most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
