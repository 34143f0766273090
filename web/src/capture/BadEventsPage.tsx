import { Button, Skeleton } from '@mantine/core';
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../shared/PageHeader';
import { EmptyState, ErrorState } from '../shared/states';
import { BadEventDrawer } from './BadEventDrawer';
import { BadEventGroupPanel } from './BadEventGroupPanel';
import { BadEventRow } from './BadEventRow';
import { IgnoredIdentifiers } from './IgnoredIdentifiers';
import { useReplay } from './mutations';
import { badEventCausesQuery } from './queries';
import { ReplayNotice } from './ReplayNotice';
import { SetAsidePanel } from './SetAsidePanel';
import type { BadEvent } from './types';

/** What came in and could not be understood, by what is wrong with it, kept until it can. */
export function BadEventsPage() {
  const { t } = useTranslation();
  const causes = useQuery(badEventCausesQuery);
  const replay = useReplay();
  const [shown, setShown] = useState<string | null>(null);
  const groups = causes.data?.items ?? [];
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const which = replay.isPending ? replay.variables : undefined;
  const row = (event: BadEvent) => (
    <BadEventRow
      key={event.id}
      event={event}
      replaying={which?.ids?.[0] === event.id}
      onShow={() => setShown(event.id)}
      onReplay={() => replay.mutate({ ids: [event.id] })}
    />
  );

  return (
    <>
      <PageHeader
        title={t('bad.title')}
        lead={t('bad.lead')}
        aside={
          total > 0 && (
            <Button
              leftSection={<IconRefresh size={18} aria-hidden />}
              loading={which !== undefined && !which.ids && !which.cause}
              onClick={() => replay.mutate({})}
              data-testid="replay-all"
            >
              {t('bad.replayAll', { count: total })}
            </Button>
          )
        }
      />
      <ReplayNotice report={replay.data} error={replay.error} />
      <SetAsidePanel />
      {causes.isPending && <Skeleton height={320} radius="lg" />}
      {causes.isError && groups.length === 0 && (
        <ErrorState error={causes.error} onRetry={() => void causes.refetch()} />
      )}
      {causes.isSuccess && groups.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={28} stroke={1.6} />} title={t('bad.empty')} text={t('bad.emptyText')} />
      )}
      <div data-testid="bad-events">
        {groups.map((group) => (
          <BadEventGroupPanel
            key={group.cause}
            group={group}
            replaying={which?.cause === group.cause}
            onReplay={() => replay.mutate({ cause: group.cause })}
            row={row}
          />
        ))}
      </div>
      <IgnoredIdentifiers />
      <BadEventDrawer id={shown} onClose={() => setShown(null)} />
    </>
  );
}
