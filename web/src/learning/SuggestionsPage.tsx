import { Alert, Button, Checkbox, Skeleton, VisuallyHidden } from '@mantine/core';
import { IconHourglassLow, IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import backtestClasses from '../workbench/Backtest.module.css';
import { OutcomeControls } from '../workbench/Controls';
import { HistoryTabs } from '../workbench/HistoryTabs';
import { isLoading } from '../workbench/queries';
import { ReadingHistory } from '../workbench/ReadingHistory';
import { useHorizon } from '../workbench/useHorizon';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { useErrorWords, useSays } from '../i18n/useSays';
import { ModelKeyContext, useModelKey } from '../models/modelKey';
import { PageHeader } from '../shared/PageHeader';
import { EmptyState, ErrorState } from '../shared/states';
import { changes, lineKey, scale } from './apply';
import { suggestionsQuery } from './queries';
import { SuggestionRow } from './SuggestionRow';
import classes from './Suggestions.module.css';
import type { Suggestions } from './types';
import { FaultyDraft, useAccept } from './useAccept';

const route = getRouteApi('/model/suggestions');

function Summary({ result }: { result: Suggestions }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { auc_before: before, auc_after: after } = result;
  return (
    <p className={classes.summary}>
      {t('suggest.learned', { count: result.people, people: format.whole(result.people), converted: format.whole(result.converted) })}{' '}
      {before != null && after != null && <strong>{t('suggest.auc', { before: format.ratio(before), after: format.ratio(after) })}</strong>}{' '}
      <span data-testid="suggestions-differ">{t('suggest.differs')}</span>
    </p>
  );
}

function Outcome({ accept }: { accept: ReturnType<typeof useAccept> }) {
  const { t } = useTranslation();
  const word = useWord();
  const errorWords = useErrorWords();
  const of = useModelKey();
  if (accept.isError) {
    return (
      <Alert color="ripe" role="alert" mb="md">
        {t('suggest.failed', { message: accept.error instanceof FaultyDraft ? t('suggest.faulty') : errorWords(accept.error) })}
      </Alert>
    );
  }
  if (!accept.isSuccess) return null;
  return (
    <Alert color="leaf" role="status" mb="md" data-testid="suggestions-accepted">
      {t('suggest.accepted', { count: accept.data.changed })}{' '}
      {accept.data.unknown.length > 0 && t('suggest.unknown', { rules: accept.data.unknown.map((rule) => word('modelName', rule)).join(', ') })}{' '}
      <Link to="/model" search={{ model: of }}>
        {t('suggest.toModel')}
      </Link>
    </Alert>
  );
}

function Lines({ result, stale }: { result: Suggestions; stale: boolean }) {
  const { t } = useTranslation();
  const accept = useAccept();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const able = result.items.filter(changes);
  const picked = able.filter((item) => chosen.has(lineKey(item)));
  const { at, zero } = scale(result.items);
  const choose = (key: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  const take = () => accept.mutate(picked, { onSuccess: () => setChosen(new Set()) });
  return (
    <div className={backtestClasses.results} data-stale={stale}>
      <Summary result={result} />
      <Outcome accept={accept} />
      <div className={classes.panel}>
        <div className={classes.head}>
          <Checkbox
            label={t('suggest.all')}
            checked={able.length > 0 && picked.length === able.length}
            indeterminate={picked.length > 0 && picked.length < able.length}
            disabled={able.length === 0}
            onChange={({ currentTarget }) => setChosen(new Set(currentTarget.checked ? able.map(lineKey) : []))}
            data-testid="suggestions-all"
          />
          <Button disabled={picked.length === 0} loading={accept.isPending} onClick={take} data-testid="suggestions-accept">
            {picked.length > 0 ? t('suggest.accept', { count: picked.length }) : t('suggest.acceptChosen')}
          </Button>
        </div>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" className={classes.check}>
                <VisuallyHidden>{t('suggest.choice')}</VisuallyHidden>
              </th>
              <th scope="col">{t('backtest.rule')}</th>
              <th scope="col">{t('backtest.points')}</th>
              <th scope="col">{t('suggest.range')}</th>
              <th scope="col">{t('suggest.why')}</th>
            </tr>
          </thead>
          <tbody>
            {result.items.map((item) => (
              <SuggestionRow key={lineKey(item)} item={item} at={at} zero={zero} chosen={chosen.has(lineKey(item))} onChosen={(on) => choose(lineKey(item), on)} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Points learned from won and lost history, to be accepted line by line. */
export function SuggestionsPage() {
  const { t } = useTranslation();
  const says = useSays();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const usual = useHorizon();
  const query = useQuery({ ...suggestionsQuery(search.of, { horizon: search.horizon ?? usual, outcome: search.outcome }), enabled: usual !== undefined });
  const { data } = query;
  const result = data && !isLoading(data) ? data : null;
  return (
    <ModelKeyContext value={search.of}>
      <PageHeader title={t('suggest.title')} lead={t('suggest.lead')} aside={<HistoryTabs onModel={(of) => void navigate({ search: { of } })} />} />
      <section className={backtestClasses.controls} aria-label={t('backtest.what')}>
        <OutcomeControls search={search} onSearch={({ outcome, horizon }) => void navigate({ search: { of: search.of, outcome, horizon }, replace: true, resetScroll: false })} />
      </section>
      {query.isPending && <Skeleton height={360} radius="lg" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {!query.isError && isLoading(data) && <ReadingHistory loading={data.loading} />}
      {!query.isError && result && !result.enough && (
        <EmptyState icon={<IconHourglassLow size={28} stroke={1.6} />} title={t('backtest.notEnough')} text={result.reason_part ? says(result.reason_part) : undefined} />
      )}
      {!query.isError && result?.enough && result.items.length === 0 && <EmptyState icon={<IconScale size={28} stroke={1.6} />} title={t('suggest.none')} />}
      {!query.isError && result?.enough && result.items.length > 0 && <Lines result={result} stale={query.isPlaceholderData} />}
    </ModelKeyContext>
  );
}
