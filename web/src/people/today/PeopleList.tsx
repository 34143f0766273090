import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, startTransition, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useModelKey } from '../../models/modelKey';
import { modelQuery } from '../../models/queries';
import { rememberListed } from '../../shared/opened';
import { useRowKeys } from '../../shared/useRowKeys';
import { overviewQuery } from '../queries';
import type { PersonSummary } from '../types';
import classes from './PeopleList.module.css';
import { PersonRow } from './PersonRow';
import { rulesOfSignals } from './unsaid';
import { useTouched } from './useTouched';

/** Heights of a row in pixels, by the width of the screen: fixed, so that rows can glide to their new place. */
export const HEIGHTS = { wide: 88, middle: 108, narrow: 172 };

/** The height of a row on this screen. */
function useHeight(): number {
  const isBelowWide = useMediaQuery('(max-width: 79.99em)', false, { getInitialValueInEffect: false });
  const isNarrow = useMediaQuery('(max-width: 61.99em)', false, { getInitialValueInEffect: false });
  return HEIGHTS[isNarrow ? 'narrow' : isBelowWide ? 'middle' : 'wide'];
}

/** Rows that are drawn beyond the screen, so that they are there when it is scrolled. */
const BEYOND = 6;

/**
 * What is drawn: at first only the room for the rows, then those on screen, then those beyond. They follow bit by bit, so
 * that whoever types or taps does not wait for them.
 */
function useStep(): 'room' | 'screen' | 'all' {
  const [step, setStep] = useState<'room' | 'screen' | 'all'>('room');
  useEffect(() => startTransition(() => setStep(step === 'room' ? 'screen' : 'all')), [step]);
  return step;
}

interface PeopleListProps {
  people: PersonSummary[];
  view: string;
  /** True while another view is being fetched and the old one is still shown. */
  stale: boolean;
  /** Fetches the next page, where there is one. */
  onMore?: () => void;
}

function Head() {
  const { t } = useTranslation();
  return (
    <div className={classes.head} aria-hidden>
      <span>{t('column.person')}</span>
      <span>{t('column.temperature')}</span>
      <span>{t('column.why')}</span>
      <span>{t('column.stage')}</span>
      <span>
        {t('dimension.engagement')} · {t('dimension.fit')}
      </span>
      <span className={classes.right}>{t('column.lastTouch')}</span>
    </div>
  );
}

/** The ranked rows; only those on screen exist, and they move when the order changes. */
export function PeopleList({ people, view, stale, onMore }: PeopleListProps) {
  const { t } = useTranslation();
  const height = useHeight();
  const list = useRef<HTMLUListElement>(null);
  const step = useStep();
  const [offset, setOffset] = useState(0);
  const touched = useTouched(people, view);
  const model = useModelKey();
  const { data: overview } = useQuery(overviewQuery(model));
  const doc = useQuery(modelQuery(model)).data?.doc;
  const rules = useMemo(() => rulesOfSignals(doc), [doc]);

  useLayoutEffect(() => {
    if (list.current) setOffset(list.current.getBoundingClientRect().top + window.scrollY);
  }, [height, view]);

  const rows = useWindowVirtualizer({
    count: people.length,
    estimateSize: () => height,
    getItemKey: (index) => people[index]?.id ?? index,
    overscan: step === 'all' ? BEYOND : 0,
    scrollMargin: offset,
  });
  useLayoutEffect(() => rows.measure(), [height, rows]);

  useEffect(() => rememberListed(people.map(({ id }) => id)), [people]);
  useRowKeys({ list, rows: people, onScroll: (index) => rows.scrollToIndex(index), onMore });

  const full = Math.max(50, ...people.map((person) => person.engagement));

  return (
    <div className={classes.list} data-stale={stale}>
      <Head />
      <ul
        ref={list}
        className={classes.rows}
        style={{ height: rows.getTotalSize(), '--rp-row-height': `${height}px` } as CSSProperties}
        aria-label={t('today.list')}
        data-testid="people-list"
      >
        {(step === 'room' ? [] : rows.getVirtualItems()).map((row) => {
          const person = people[row.index];
          return (
            person && (
              <PersonRow
                key={person.id}
                person={person}
                place={row.index + 1}
                of={people.length}
                top={row.start - offset}
                fullEngagement={full}
                touched={touched.has(person.id)}
                rules={rules}
                days={overview?.probability_days ?? null}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}
