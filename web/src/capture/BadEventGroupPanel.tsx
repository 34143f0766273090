import { Button, Group } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { Ago } from '../shared/Ago';
import { Coded } from '../shared/Coded';
import { LoadMore } from '../shared/LoadMore';
import { ErrorState } from '../shared/states';
import classes from './Bad.module.css';
import { badEventsQuery } from './queries';
import type { BadEvent, BadEventGroup } from './types';
import { useCause } from './useCause';

interface GroupProps {
  group: BadEventGroup;
  replaying: boolean;
  onReplay: () => void;
  row: (event: BadEvent) => React.ReactNode;
}

/** All events of a cause, a page at a time; the newest while they come. */
function Events({ group, row }: Pick<GroupProps, 'group' | 'row'>) {
  const events = useInfiniteQuery(badEventsQuery(group.cause));
  const items = events.data?.pages.flatMap((page) => page.items) ?? [group.newest];
  return (
    <>
      {events.isError && <ErrorState error={events.error} onRetry={() => void events.refetch()} />}
      <ul className={classes.events}>{items.map(row)}</ul>
      <LoadMore
        hasMore={events.hasNextPage}
        loading={events.isFetchingNextPage}
        onMore={() => void events.fetchNextPage()}
      />
    </>
  );
}

/** Bad events with their cause in common: how many, and one of them until all are asked for. */
export function BadEventGroupPanel({ group, replaying, onReplay, row }: GroupProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const cause = useCause();
  const [open, setOpen] = useState(false);
  const heading = useId();
  const several = group.count > 1;
  return (
    <section className={classes.group} aria-labelledby={heading} data-testid="bad-event-group" data-cause={group.cause}>
      <div className={classes.head}>
        <div className={classes.what}>
          <h2 id={heading} className={classes.cause}>
            <Coded text={cause(group)} />
          </h2>
          <div className={classes.facts}>
            <span data-testid="bad-event-count">
              {t('bad.count', { count: group.count, shown: format.whole(group.count) })}
            </span>
            <span>
              {t('bad.newest')} <Ago at={group.newest.received_at} />
            </span>
          </div>
        </div>
        {several && (
          <Group gap="xs" className={classes.actions}>
            <Button
              variant="default"
              size="sm"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              data-testid="show-group"
            >
              {open ? t('bad.showNewest') : t('bad.showAll', { count: group.count, shown: format.whole(group.count) })}
            </Button>
            <Button variant="default" size="sm" loading={replaying} onClick={onReplay} data-testid="replay-group">
              {t('bad.replayAll', { count: group.count })}
            </Button>
          </Group>
        )}
      </div>
      {open ? <Events group={group} row={row} /> : <ul className={classes.events}>{row(group.newest)}</ul>}
    </section>
  );
}
