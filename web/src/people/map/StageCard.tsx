import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyChart } from '../../charts/LazyChart';
import { useColors } from '../../charts/useColors';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { usePersonName } from '../../shared/usePersonName';
import type { MapArea, MapStage } from '../types';
import classes from './Map.module.css';
import { type Bounds, strongest } from './points';
import { type Drawn, stageOption } from './stageOption';
import { useModelKey } from '../../models/modelKey';

const HEIGHT = 290;
const NAMED = 3;

interface StageCardProps {
  stage: MapStage;
  areas: MapArea[];
  bounds: Bounds;
  filter: string;
}

function Strongest({ stage }: { stage: MapStage }) {
  const { t } = useTranslation();
  const nameOf = usePersonName();
  const model = useModelKey();
  const people = useMemo(() => strongest(stage, NAMED), [stage]);
  if (people.length === 0) return <p className={classes.foot}>{t('map.nobody')}</p>;
  return (
    <p className={classes.foot}>
      {t('map.strongest')}{' '}
      {people.map((person) => (
        <Link key={person.id} to="/people/$personId" params={{ personId: person.id }} search={{ model }}>
          {nameOf(person)}
        </Link>
      ))}
    </p>
  );
}

/** The filter of the map narrowed to one stage. */
export function stageFilter(filter: string, key: string): string {
  const stage = `stage = "${key}"`;
  return filter ? `(${filter}) and ${stage}` : stage;
}

/** One stage: its plane, its strongest people, and the way to its list. */
export function StageCard({ stage, areas, bounds, filter }: StageCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const colors = useColors();
  const nameOf = usePersonName();
  const navigate = useNavigate();
  const model = useModelKey();
  const option = useMemo(
    () =>
      stageOption({
        stage,
        areas: areas.map((area) => ({ ...area, name: word('modelName', area.name) })),
        bounds,
        colors,
        format,
        nameOf,
        words: { fit: t('dimension.fit'), engagement: t('dimension.engagement'), velocity: t('map.velocity') },
      }),
    [stage, areas, bounds, colors, format, nameOf, t, word],
  );
  const pick = useCallback(
    (item: unknown) => {
      const point = (item as Drawn | undefined)?.[2];
      if (point) void navigate({ to: '/people/$personId', params: { personId: point.id }, search: { model } });
    },
    [navigate, model],
  );
  const name = word('modelName', stage.name);
  const people = t('today.total', { count: stage.count, value: format.whole(stage.count) });

  return (
    <section className={classes.card} aria-label={name} data-testid="map-stage" data-stage={stage.key}>
      <header className={classes.head}>
        <h2 className={classes.title}>{name}</h2>
        <span className={classes.count}>
          {people}
          {stage.sampled && ` · ${t('map.sampled', { count: stage.points.length, value: format.whole(stage.points.length) })}`}
        </span>
        <Link to="/" search={{ model, filter: stageFilter(filter, stage.key) }} className={classes.list}>
          {t('map.list')}
        </Link>
      </header>
      <LazyChart
        option={option}
        height={HEIGHT}
        label={t('map.chart', { stage: name, people })}
        onPick={pick}
      />
      <Strongest stage={stage} />
    </section>
  );
}
