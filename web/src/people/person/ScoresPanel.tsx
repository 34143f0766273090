import { Skeleton, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { TemperatureBadge, Velocity } from '../../shared/badges';
import { ErrorState } from '../../shared/states';
import { explanationQuery } from '../queries';
import type { Explanation } from '../types';
import { EngagementTab } from './EngagementTab';
import { FitTab } from './FitTab';
import { LifecycleTab } from './LifecycleTab';
import classes from './Scores.module.css';
import { VelocityWhy } from './VelocityWhy';
import { useModelKey } from '../../models/modelKey';
import { useThresholds } from '../../models/useThresholds';

interface ScoreTabProps {
  value: string;
  label: string;
  score: string;
  note: ReactNode;
}

function ScoreTab({ value, label, score, note }: ScoreTabProps) {
  return (
    <Tabs.Tab value={value} className={classes.tab} data-testid={`score-${value}`}>
      <span className={classes.label}>{label}</span>
      <span className={`${classes.score} rp-number`}>{score}</span>
      <span className={classes.note}>{note}</span>
    </Tabs.Tab>
  );
}

function Scores({ explanation, stale }: { explanation: Explanation; stale: boolean }) {
  const { t } = useTranslation();
  const word = useWord();
  const format = useFormat();
  const thresholds = useThresholds();
  const { engagement, fit, lifecycle, model } = explanation;
  return (
    <Tabs defaultValue="engagement" variant="unstyled" className={classes.panel} data-stale={stale}>
      <Tabs.List className={classes.tabs} aria-label={t('scores.label')}>
        <ScoreTab
          value="engagement"
          label={t('dimension.engagement')}
          score={format.score(engagement.value, thresholds)}
          note={<Velocity value={explanation.velocity} last={explanation.last_touch} at={explanation.at} withUnit />}
        />
        <ScoreTab
          value="fit"
          label={t('dimension.fit')}
          score={format.score(fit.value, thresholds)}
          note={t('scores.index', { index: word('modelName', explanation.index.name) })}
        />
        <ScoreTab
          value="lifecycle"
          label={t('dimension.lifecycle')}
          score={word('modelName', lifecycle.stage.name)}
          note={<TemperatureBadge value={explanation.temperature.value} />}
        />
      </Tabs.List>
      <Tabs.Panel value="engagement" className={classes.body}>
        <VelocityWhy explanation={explanation} />
        <EngagementTab rules={engagement.rules} />
      </Tabs.Panel>
      <Tabs.Panel value="fit" className={classes.body}>
        <FitTab rules={fit.rules} />
      </Tabs.Panel>
      <Tabs.Panel value="lifecycle" className={classes.body}>
        <LifecycleTab explanation={explanation} />
      </Tabs.Panel>
      <p className={classes.model}>
        {t('scores.model', { name: word('modelName', model.name), version: model.version, at: format.moment(explanation.at) })}
      </p>
    </Tabs>
  );
}

/** The three scores, each explained down to the single interaction. */
export function ScoresPanel({ id, at }: { id: string; at: string | undefined }) {
  const { t } = useTranslation();
  const explanation = useQuery(explanationQuery(id, useModelKey(), at));
  if (explanation.isPending) return <Skeleton height={360} radius="lg" />;
  return (
    <section aria-label={t('scores.label')} data-testid="scores">
      {explanation.isError ? (
        <ErrorState error={explanation.error} onRetry={() => void explanation.refetch()} />
      ) : (
        <Scores explanation={explanation.data} stale={explanation.isPlaceholderData} />
      )}
    </section>
  );
}
