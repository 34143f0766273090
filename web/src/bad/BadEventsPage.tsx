import { Button, Skeleton } from '@mantine/core';
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReplay } from '../api/mutations';
import { badEventsQuery } from '../api/queries';
import { LoadMore } from '../shared/LoadMore';
import { PageHeader } from '../shared/PageHeader';
import { EmptyState, ErrorState } from '../shared/states';
import classes from './Bad.module.css';
import { BadEventDrawer } from './BadEventDrawer';
import { BadEventRow } from './BadEventRow';
import { IgnoredIdentifiers } from './IgnoredIdentifiers';
import { ReplayNotice } from './ReplayNotice';

/** What came in and could not be understood, kept until it can. */
export function BadEventsPage() {
  const { t } = useTranslation();
  const events = useInfiniteQuery(badEventsQuery);
  const replay = useReplay();
  const [shown, setShown] = useState<string | null>(null);
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];
  const total = events.data?.pages[0]?.total ?? 0;

  return (
    <>
      <PageHeader
        title={t('bad.title')}
        lead={t('bad.lead')}
        aside={
          total > 0 && (
            <Button
              leftSection={<IconRefresh size={18} aria-hidden />}
              loading={replay.isPending && replay.variables === undefined}
              onClick={() => replay.mutate(undefined)}
              data-testid="replay-all"
            >
              {t('bad.replayAll', { count: total })}
            </Button>
          )
        }
      />
      <ReplayNotice report={replay.data} error={replay.error} />
      {events.isPending && <Skeleton height={320} radius="lg" />}
      {events.isError && items.length === 0 && (
        <ErrorState error={events.error} onRetry={() => void events.refetch()} />
      )}
      {events.isSuccess && items.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={28} stroke={1.6} />} title={t('bad.empty')} text={t('bad.emptyText')} />
      )}
      {items.length > 0 && (
        <ul className={classes.list} data-testid="bad-events" aria-label={t('bad.title')}>
          {items.map((event) => (
            <BadEventRow
              key={event.id}
              event={event}
              replaying={replay.isPending && replay.variables?.[0] === event.id}
              onShow={() => setShown(event.id)}
              onReplay={() => replay.mutate([event.id])}
            />
          ))}
        </ul>
      )}
      <LoadMore
        hasMore={events.hasNextPage}
        loading={events.isFetchingNextPage}
        onMore={() => void events.fetchNextPage()}
      />
      <IgnoredIdentifiers />
      <BadEventDrawer id={shown} onClose={() => setShown(null)} />
    </>
  );
}
