import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { overviewQuery } from '../api/queries';
import type { Overview } from '../api/types';
import { type Formatters, useFormat } from '../i18n/format';
import { PRESETS } from '../filter/presets';
import { useModelKey } from '../models/modelKey';
import classes from './Tiles.module.css';

interface TileProps {
  label: string;
  value: ReactNode;
  note?: string;
  /** The list this number counts. */
  filter?: string;
  tone?: 'hot' | 'warm' | 'good';
}

function Tile({ label, value, note, filter, tone }: TileProps) {
  const model = useModelKey();
  const body = (
    <>
      <span className={classes.label}>{label}</span>
      <span className={`${classes.value} rp-number`} data-tone={tone}>
        {value}
      </span>
      <span className={classes.note}>{note ?? ' '}</span>
    </>
  );
  if (filter === undefined) return <div className={classes.tile}>{body}</div>;
  return (
    <Link to="/" search={{ model, filter: filter || undefined }} className={classes.tile}>
      {body}
    </Link>
  );
}

/** A number; waited for until it is known that it will not come. */
export function TileValue({ value, failed }: { value: number | undefined; failed: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (value !== undefined) return format.compact(value);
  if (!failed) return <Skeleton component="span" display="block" w={56} h={28} />;
  return (
    <span title={t('error.title')}>
      <span aria-hidden>–</span>
      <VisuallyHidden>{t('error.title')}</VisuallyHidden>
    </span>
  );
}

function useTiles(data: Overview | undefined, failed: boolean, format: Formatters): TileProps[] {
  const { t } = useTranslation();
  const show = (value: number | undefined) => <TileValue value={value} failed={failed} />;
  const customersShare =
    data && data.people > 0 ? t('tiles.ofPeople', { share: format.percent(data.customers / data.people) }) : undefined;
  return [
    { label: t('tiles.hot'), value: show(data?.hot), note: data && t('tiles.warmToo', { value: format.compact(data.warm) }), filter: PRESETS.hot, tone: 'hot' },
    { label: t('tiles.leads'), value: show(data?.leads), note: data && t('tiles.interests', { value: format.compact(data.interests) }), filter: 'kind = lead' },
    { label: t('tiles.customers'), value: show(data?.customers), note: customersShare, filter: PRESETS.customers, tone: 'good' },
    { label: t('tiles.people'), value: show(data?.people), filter: '', note: data && t('tiles.interactions', { count: data.interactions, value: format.compact(data.interactions) }) },
    { label: t('tiles.lastHour'), value: show(data?.events_last_hour), note: t('tiles.lastHourNote') },
  ];
}

/** The state of the business in five numbers. */
export function Tiles() {
  const { t } = useTranslation();
  const format = useFormat();
  // It is asked for again and again: what failed once has failed until an answer comes.
  const { data, errorUpdateCount } = useQuery(overviewQuery(useModelKey()));
  const tiles = useTiles(data, errorUpdateCount > 0, format);
  return (
    <section className={classes.tiles} aria-label={t('tiles.label')} data-testid="tiles">
      {tiles.map((tile) => (
        <Tile key={tile.label} {...tile} />
      ))}
    </section>
  );
}
