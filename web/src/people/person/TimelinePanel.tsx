import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { byDay } from '../../shared/days';
import { LoadMore } from '../../shared/LoadMore';
import { Panel } from '../../shared/Panel';
import { EmptyState, ErrorState } from '../../shared/states';
import { timelineQuery } from '../queries';
import type { TimelineItem } from '../types';
import classes from './Timeline.module.css';
import { TimelineEntry } from './TimelineEntry';

function Days({ items }: { items: TimelineItem[] }) {
  const format = useFormat();
  const days = useMemo(() => byDay(items), [items]);
  return days.map(([day, list]) => (
    <div key={day} className={classes.day}>
      <h3 className={classes.date}>{format.day(`${day}T12:00:00`)}</h3>
      <ul className={classes.items}>
        {list.map((item) => (
          <TimelineEntry key={item.seq} item={item} />
        ))}
      </ul>
    </div>
  ));
}

/** Everything that happened, newest first. */
export function TimelinePanel({ id, total, more }: { id: string; total: number; more: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const timeline = useInfiniteQuery(timelineQuery(id));
  const items = useMemo(() => timeline.data?.pages.flatMap((page) => page.items) ?? [], [timeline.data]);
  return (
    <Panel
      now
      title={t('timeline.title')}
      aside={
        <>
          {t('timeline.total', { count: total, value: format.whole(total) })}
          {more > 0 && <span title={t('timeline.moreWhy')}>, {t('timeline.more', { count: more, value: format.whole(more) })}</span>}
        </>
      }
      testId="timeline"
    >
      {timeline.isPending && <Skeleton height={240} />}
      {timeline.isError && items.length === 0 && (
        <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {timeline.isSuccess && items.length === 0 && <EmptyState title={t('timeline.empty')} />}
      <Days items={items} />
      <LoadMore
        hasMore={timeline.hasNextPage}
        loading={timeline.isFetchingNextPage}
        onMore={() => void timeline.fetchNextPage()}
      />
    </Panel>
  );
}
