import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useReason } from '../i18n/useSays';
import { useWord } from '../i18n/useWord';
import { Ago } from '../shared/Ago';
import { Coded } from '../shared/Coded';
import { LoadMore } from '../shared/LoadMore';
import { Panel } from '../shared/Panel';
import { ErrorState } from '../shared/states';
import classes from './Bad.module.css';
import { useReplaySetAside } from './mutations';
import { setAsideQuery } from './queries';
import { ReplayNotice } from './ReplayNotice';
import type { SetAside } from './types';

interface RowProps {
  one: SetAside;
  replaying: boolean;
  onReplay: () => void;
}

function Row({ one, replaying, onReplay }: RowProps) {
  const { t } = useTranslation();
  const reason = useReason();
  const word = useWord();
  return (
    <li className={classes.row} data-testid="set-aside-row">
      <div className={classes.what}>
        <div className={classes.reason}>
          <Coded text={reason(one.reasons)} />
        </div>
        <div className={classes.facts}>
          <Ago at={one.received_at} />
          <span>{word('interaction', one.kind)}</span>
          <span>{one.source}</span>
          <span className={classes.id}>{one.message_id}</span>
        </div>
        <code className={classes.preview}>{one.preview}</code>
      </div>
      <Button variant="default" size="sm" className={classes.actions} loading={replaying} onClick={onReplay}>
        {t('bad.replay')}
      </Button>
    </li>
  );
}

/** Interactions that are stored but could not be scored; nothing is shown while it is known that there are none. */
export function SetAsidePanel() {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(setAsideQuery);
  const replay = useReplaySetAside();
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  const replayed = replay.data !== undefined || replay.error !== null;
  const failed = pages.isError && items.length === 0;
  if (total === 0 && !replayed && !failed) return null;
  const all = (
    <Button
      size="sm"
      loading={replay.isPending && replay.variables === undefined}
      onClick={() => replay.mutate(undefined)}
      data-testid="replay-set-aside"
    >
      {t('bad.replayAll', { count: total })}
    </Button>
  );
  return (
    <div className={classes.setAside}>
      <Panel title={t('bad.setAside')} aside={total > 0 && all} testId="set-aside">
        <p className={classes.lead}>{t('bad.setAsideLead')}</p>
        <ReplayNotice report={replay.data} error={replay.error} />
        {failed && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
        {items.length > 0 && (
          <ul className={classes.list} aria-label={t('bad.setAside')}>
            {items.map((one) => (
              <Row
                key={one.id}
                one={one}
                replaying={replay.isPending && replay.variables?.[0] === one.id}
                onReplay={() => replay.mutate([one.id])}
              />
            ))}
          </ul>
        )}
        <LoadMore
          hasMore={pages.hasNextPage}
          loading={pages.isFetchingNextPage}
          onMore={() => void pages.fetchNextPage()}
        />
      </Panel>
    </div>
  );
}
