import { Loader, Progress, Skeleton, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../../api/problem';
import type { ModelDoc, Stage, TryOut } from '../types';
import { useFormat } from '../../../i18n/format';
import { useErrorWords } from '../../../i18n/useSays';
import { useWord } from '../../../i18n/useWord';
import { Coded } from '../../../shared/Coded';
import { Panel } from '../../../shared/Panel';
import { ErrorState } from '../../../shared/states';
import { FlowTable } from './FlowTable';
import { HistogramChart } from './HistogramChart';
import { Movers } from './Movers';
import classes from './TryOut.module.css';
import type { TryState } from './useTryOut';

interface TryOutPanelProps {
  state: TryState;
  doc: ModelDoc | null;
  filter: string;
  onFilter: (filter: string) => void;
}

/** After this long an answer that is not there is announced. */
const SLOW_MS = 350;

/** True when something has been going on for so long that one should say so. */
function useSlow(going: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(going), going ? SLOW_MS : 0);
    return () => clearTimeout(timer);
  }, [going]);
  return going && slow;
}

/** The answer; not drawn again while only the question changes. */
const Answer = memo(function Answer({ result, stages }: { result: TryOut; stages: readonly Stage[] | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const called = ({ key, name }: { key: string; name?: string | null }) => word('modelName', name ?? key);
  const stageName = (key: string) => called([...(stages ?? []), ...result.stage].find((stage) => stage.key === key) ?? { key });
  return (
    <>
      <FlowTable title={t('model.try.temperature')} flows={result.temperature.toReversed()} nameOf={({ key }) => t(`temperature.${key as 'cold' | 'warm' | 'hot'}`)} />
      <FlowTable title={t('dimension.lifecycle')} flows={result.stage} nameOf={called} />
      <FlowTable title={t('model.try.index')} flows={result.index} nameOf={called} />
      <p className={classes.out} data-testid="try-out-of-funnel">
        {t('model.try.disqualified', { before: format.whole(result.disqualified.before), after: format.whole(result.disqualified.after) })}
      </p>
      <h3 className={classes.heading}>{t('model.try.distribution')}</h3>
      <p className={classes.legend}>
        <span className={classes.keyAfter}>{t('model.try.would')}</span>
        <span className={classes.keyBefore}>{t('model.try.now')}</span>
        <span>{t('model.try.root')}</span>
      </p>
      <HistogramChart dimension="engagement" histogram={result.engagement} />
      <HistogramChart dimension="fit" histogram={result.fit} />
      <h3 className={classes.heading}>{t('model.try.movers')}</h3>
      <Movers movers={result.movers} stageName={stageName} />
    </>
  );
});

/** What is shown instead of an answer, or above an older one. */
function Notice({ state }: { state: TryState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const errorWords = useErrorWords();
  const { loading, error, result, retry } = state;
  if (loading) {
    const share = loading.total > 0 ? (loading.read / loading.total) * 100 : 0;
    return (
      <div className={classes.loading} role="status" data-testid="try-loading">
        <span>{t('model.try.loading', { count: loading.total, read: format.compact(loading.read), total: format.compact(loading.total) })}</span>
        <Progress value={share} size="sm" aria-label={t('model.try.reading')} />
      </div>
    );
  }
  if (!error) return null;
  const refused = error instanceof ApiError && (error.status === 422 || error.status === 400);
  if (!refused && !result) return <ErrorState error={error} onRetry={retry} />;
  return (
    <div className={classes.problem} role="alert" data-testid="try-problem">
      <span>{refused ? t('model.try.faulty') : t('error.title')}</span>
      <Coded text={errorWords(error)} />
    </div>
  );
}

/** What the model on screen would do to everybody, while it is being changed. */
export function TryOutPanel({ state, doc, filter, onFilter }: TryOutPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { result, stale, loading, error } = state;
  const slow = useSlow(stale && !error);
  const [typed, setTyped] = useState(filter);
  const facts =
    result &&
    [
      t('model.try.people', { count: result.people, value: format.compact(result.people) }),
      t('model.try.entries', { count: result.interactions, value: format.compact(result.interactions) }),
      format.milliseconds(result.took_ms),
    ].join(' · ');
  return (
    <div id="tryout">
      <Panel title={t('model.try.title')} aside={slow ? <Loader size={14} role="status" aria-label={t('model.try.working')} /> : null} testId="try-out">
        <p className={classes.facts} data-testid="try-facts">
          {facts ?? t('model.try.lead')}
        </p>
        <form
          className={classes.filter}
          onSubmit={(event) => {
            event.preventDefault();
            onFilter(typed.trim());
          }}
        >
          <TextInput
            size="xs"
            aria-label={t('model.try.filter')}
            placeholder={t('model.try.filterHow')}
            leftSection={<IconFilter size={14} aria-hidden />}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            onBlur={() => onFilter(typed.trim())}
            spellCheck={false}
            data-own-undo
          />
        </form>
        <Notice state={state} />
        {!result && !loading && !error && <Skeleton height={420} radius="md" />}
        {result && (
          <div className={classes.answer} data-stale={slow || error != null} aria-busy={stale}>
            <Answer result={result} stages={doc?.stage} />
          </div>
        )}
      </Panel>
    </div>
  );
}
