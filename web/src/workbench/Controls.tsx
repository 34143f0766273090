import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyFilterBuilder } from '../filters/LazyFilterBuilder';
import { versionsQuery } from '../models/editor/queries';
import { modelQuery } from '../models/queries';
import { DayInput } from '../shared/DayInput';
import { ConditionField } from '../models/editor/fields/ConditionField';
import { dayOf } from '../shared/days';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import classes from './Backtest.module.css';
import { type BacktestSearch, HORIZONS } from './request';
import { useHorizon } from './useHorizon';
import { useModelKey } from '../models/modelKey';

interface ControlsProps {
  search: BacktestSearch;
  onSearch: (search: BacktestSearch) => void;
}

const INTERACTION = 'interaction:';
/** The interaction that an outcome begins with when interactions are chosen. */
const FIRST_OUTCOME = 'order';

/** Which interaction counts as the outcome. */
function OutcomeFilter({ outcome, onOutcome }: { outcome: string; onOutcome: (outcome: string) => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(outcome);
  return (
    <div className={classes.outcome}>
      <LazyFilterBuilder of="interaction" value={draft} onChange={setDraft} />
      <Button size="sm" className={classes.measure} disabled={draft === outcome || draft === ''} onClick={() => onOutcome(draft)} data-testid="backtest-measure">
        {t('backtest.measure')}
      </Button>
    </div>
  );
}

/** What counts as success, and within which time; shared with the page of suggested points. */
export function OutcomeControls({ search, onSearch }: ControlsProps) {
  const { t } = useTranslation();
  const word = useWord();
  const { data: model } = useQuery(modelQuery(useModelKey()));
  const stages = model?.stages ?? [];
  const usual = useHorizon() ?? '';
  const { outcome = '', horizon = usual } = search;
  const isFilter = outcome !== '' && !stages.some(({ key }) => key === outcome);
  const choose = (value: string) => onSearch({ ...search, outcome: value === INTERACTION ? FIRST_OUTCOME : value || undefined });
  const horizons = [...new Set([...HORIZONS, usual, horizon])].filter(Boolean).toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  return (
    <>
      <NativeSelect
        label={t('backtest.outcome')}
        value={isFilter ? INTERACTION : outcome}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={[
          { value: '', label: t('backtest.becomesCustomer') },
          ...stages.map(({ key, name }) => ({ value: key, label: t('backtest.reaches', { stage: word('modelName', name) }) })),
          { value: INTERACTION, label: t('backtest.anInteraction') },
        ]}
        data-testid="backtest-outcome"
      />
      <NativeSelect
        label={t('backtest.horizon')}
        value={horizon}
        onChange={({ currentTarget }) => onSearch({ ...search, horizon: currentTarget.value })}
        // Nothing is chosen until the usual one is known.
        data={[...(horizon ? [] : [{ value: '', label: '…' }]), ...horizons.map((value) => ({ value, label: t('backtest.days', { count: Number.parseInt(value, 10) }) }))]}
        data-testid="backtest-horizon"
      />
      {isFilter && model && <OutcomeFilter key={outcome} outcome={outcome} onOutcome={(next) => onSearch({ ...search, outcome: next })} />}
    </>
  );
}

interface ModelControlsProps extends ControlsProps {
  /** The cut-off of what is shown, for when none was chosen. */
  asOf: string | undefined;
}

/** Which model is measured, against what, and as of when. */
export function Controls({ search, onSearch, asOf }: ModelControlsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: versions = [] } = useQuery(versionsQuery(useModelKey()));
  const inForce = versions.find(({ in_force }) => in_force)?.version;
  const among = useCallback((filter: string) => onSearch({ ...search, filter: filter || undefined }), [search, onSearch]);
  return (
    <section className={classes.controls} aria-label={t('backtest.what')}>
      <NativeSelect
        label={t('backtest.model')}
        value={search.model ?? String(inForce ?? '')}
        onChange={({ currentTarget }) => onSearch({ ...search, model: currentTarget.value === String(inForce) ? undefined : currentTarget.value })}
        data={[
          { value: 'draft', label: t('backtest.draft') },
          ...versions.map(({ version, published_at, in_force }) => ({
            value: String(version),
            label: t(in_force ? 'backtest.versionInForce' : 'backtest.version', { version, at: format.day(published_at) }),
          })),
        ]}
        data-testid="backtest-model"
      />
      <DayInput
        label={t('backtest.asOf')}
        maxDate={dayOf(new Date())}
        value={search.at ?? (asOf ? dayOf(new Date(asOf)) : null)}
        onChange={(day) => onSearch({ ...search, at: day ?? undefined })}
        data-testid="backtest-as-of"
      />
      <OutcomeControls search={search} onSearch={onSearch} />
      <div className={classes.among}>
        <ConditionField
          of="people"
          labelled
          optional
          label={t('backtest.among')}
          placeholder={t('backtest.everybody')}
          value={search.filter ?? ''}
          onChange={among}
        />
      </div>
    </section>
  );
}
