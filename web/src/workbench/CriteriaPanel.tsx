import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { modelQuery } from '../models/queries';
import { Panel } from '../shared/Panel';
import classes from './Backtest.module.css';
import { useModelKey } from '../models/modelKey';
import type { Backtest, Conversion, Criterion } from './types';

const TONES: Record<string, string> = { 'earns its points': 'good', 'points the wrong way': 'bad' };

function Row({ criterion }: { criterion: Criterion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const known = criterion.verdict !== 'too little data';
  return (
    <tr data-testid="criterion">
      <th scope="row">
        {word('modelName', criterion.rule)}
        <span className={classes.kind}>{t(`dimension.${criterion.kind}`)}</span>
      </th>
      <td className={classes.right}>{format.signed(criterion.points)}</td>
      <td className={`${classes.right} ${classes.optional}`}>{format.percent(criterion.share_of_converted)}</td>
      <td className={`${classes.right} ${classes.optional}`}>{format.percent(criterion.share_of_others)}</td>
      <td className={classes.right}>{known ? t('backtest.times', { value: format.score(criterion.lift) }) : '–'}</td>
      <td>
        <span className={classes.badge} data-tone={TONES[criterion.verdict]}>
          {word('backtest.verdict', criterion.verdict)}
        </span>
      </td>
    </tr>
  );
}

/** Which rules separate those who bought from the others. */
export function CriteriaPanel({ criteria }: { criteria: Criterion[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('backtest.criteria')} aside={t('backtest.criteriaNote')} testId="backtest-criteria">
      <p className={classes.note} data-testid="criteria-differ">
        {t('backtest.criteriaDiffers')}
      </p>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('backtest.rule')}</th>
              <th scope="col" className={classes.right}>{t('backtest.points')}</th>
              <th scope="col" className={`${classes.right} ${classes.optional}`}>{t('backtest.ofBuyers')}</th>
              <th scope="col" className={`${classes.right} ${classes.optional}`}>{t('backtest.ofOthers')}</th>
              <th scope="col" className={classes.right}>{t('backtest.liftShort')}</th>
              <th scope="col">{t('backtest.judgement')}</th>
            </tr>
          </thead>
          <tbody>
            {criteria.map((criterion) => (
              <Row key={`${criterion.kind}:${criterion.rule}`} criterion={criterion} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

/** How many of some people bought. */
function ConversionTable({ first, rows }: { first: string; rows: { key: string; name: string; of: Conversion }[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col" className={classes.right}>{t('tiles.people')}</th>
          <th scope="col" className={classes.right}>{t('backtest.converted')}</th>
          <th scope="col" className={classes.right}>{t('backtest.rate')}</th>
          <th scope="col" className={classes.right}>{t('backtest.ofAllBuyers')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, of }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className={classes.right}>{format.whole(of.people)}</td>
            <td className={classes.right}>{format.whole(of.converted)}</td>
            <td className={classes.right}>{format.percent(of.rate)}</td>
            <td className={classes.right}>{format.percent(of.share_of_converted)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who was hot, warm and cold at the cut-off, and how many of them bought. */
export function TemperaturePanel({ temperatures }: Pick<Backtest, 'temperatures'>) {
  const { t } = useTranslation();
  const word = useWord();
  const rows = temperatures.map((row) => ({ key: row.temperature, name: word('temperature', row.temperature), of: row }));
  return (
    <Panel title={t('backtest.temperatures')} testId="backtest-temperatures">
      <ConversionTable first={t('column.temperature')} rows={rows} />
    </Panel>
  );
}

/** Who had qualified at the cut-off, and how many of them bought. */
export function QualifiedPanel({ qualified }: Pick<Backtest, 'qualified'>) {
  const { t } = useTranslation();
  const { data: model } = useQuery(modelQuery(useModelKey()));
  const word = useWord();
  const nameOf = (key: string) => word('modelName', model?.stages.find((stage) => stage.key === key)?.name ?? key);
  const rows = qualified.map((row) => ({ key: row.stage, name: nameOf(row.stage), of: row }));
  return (
    <Panel title={t('backtest.qualified')} testId="backtest-qualified">
      <ConversionTable first={t('column.stage')} rows={rows} />
    </Panel>
  );
}
