import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Formatters, useFormat } from '../../i18n/format';
import { PRESETS } from '../../filters/presets';
import { useModelKey } from '../../models/modelKey';
import type { SignalsAsked } from '../../signals/types';
import { overviewQuery } from '../queries';
import type { Overview } from '../types';
import type { TodaySearch } from './sections';
import classes from './Tiles.module.css';

interface TileProps {
  label: string;
  value: ReactNode;
  note?: string;
  /** The list this number counts. */
  to: { to: '/'; search: TodaySearch } | { to: '/signals'; search: SignalsAsked };
  tone?: 'hot' | 'warm' | 'good';
}

function Tile({ label, value, note, to, tone }: TileProps) {
  return (
    <Link {...to} className={classes.tile}>
      <span className={classes.label}>{label}</span>
      <span className={`${classes.value} rp-number`} data-tone={tone}>
        {value}
      </span>
      <span className={classes.note}>{note ?? ' '}</span>
    </Link>
  );
}

interface TileValueProps {
  value: number | undefined;
  /** Whether it was estimated. */
  about?: boolean;
  failed: boolean;
}

/** Shows that a number is an estimate. */
const roughly = (value: string, exact: boolean) => (exact ? value : `≈ ${value}`);

/** A number; waited for until it is known that it will not come. */
export function TileValue({ value, about, failed }: TileValueProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (value !== undefined) return roughly(format.compact(value), !about);
  if (!failed) return <Skeleton component="span" display="block" w={56} h={28} />;
  return (
    <span title={t('error.title')}>
      <span aria-hidden>–</span>
      <VisuallyHidden>{t('error.title')}</VisuallyHidden>
    </span>
  );
}

/** How the hot became more or fewer, in words. */
function useHotNote(): (data: Overview) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ hot_more: more, warm, warm_exact: exact }) => {
    if (more == null) return t('tiles.warmToo', { value: roughly(format.compact(warm), exact) });
    return more === 0 ? t('tiles.asYesterday') : t('tiles.sinceYesterday', { more: format.signed(more) });
  };
}

function useTiles(data: Overview | undefined, failed: boolean, format: Formatters): TileProps[] {
  const { t } = useTranslation();
  const model = useModelKey();
  const hotNote = useHotNote();
  const show = (value: number | undefined) => <TileValue value={value} failed={failed} />;
  const list = (search: TodaySearch): TileProps['to'] => ({ to: '/', search: { model, ...search } });
  const before = (value: number) => t('tiles.weekBefore', { value: format.compact(value) });
  return [
    {
      label: t('tiles.hot'),
      value: <TileValue value={data?.hot} about={data && !data.hot_exact} failed={failed} />,
      note: data && hotNote(data),
      to: list({ section: 'to_win', filter: PRESETS.hot }),
      tone: 'hot',
    },
    {
      label: t('tiles.newLeads'),
      value: show(data?.leads_week),
      note: data && before(data.leads_week_before),
      to: list({ section: 'everybody', filter: 'lead.opened within 7d', sort: '-change' }),
    },
    {
      label: t('tiles.signals'),
      value: show(data?.signals_day),
      note: data && t('tiles.signalsNote', { value: format.compact(data.signals_day_before) }),
      to: { to: '/signals', search: { since: 'day' } },
      tone: 'warm',
    },
    {
      label: t('tiles.won'),
      value: show(data?.customers_week),
      note: data && before(data.customers_week_before),
      to: list({ section: 'everybody', filter: 'customer.since within 7d', sort: '-change' }),
      tone: 'good',
    },
    {
      label: t('tiles.people'),
      value: show(data?.people),
      note: data && t('tiles.interactions', { count: data.interactions, value: format.compact(data.interactions) }),
      to: list({ section: 'everybody' }),
    },
  ];
}

/** What moved, in five numbers; each leads to those whom it counts. */
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
