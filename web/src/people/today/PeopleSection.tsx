import { Button, Group, Skeleton } from '@mantine/core';
import { type InfiniteData, type UseInfiniteQueryResult, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useModelKey } from '../../models/modelKey';
import { LoadMore } from '../../shared/LoadMore';
import { EmptyState, ErrorState } from '../../shared/states';
import { overviewQuery } from '../queries';
import type { PeoplePage } from '../types';
import { PeopleList } from './PeopleList';
import classes from './PeopleList.module.css';
import type { Section, TodaySearch } from './sections';

interface PeopleSectionProps {
  query: UseInfiniteQueryResult<InfiniteData<PeoplePage>>;
  /** Names what the list shows; another view is not a movement of its rows. */
  view: string;
  section: Section;
  /** What the same list of another section is asked by. */
  toSection: (section: Section) => TodaySearch;
  onClear: () => void;
  /** Looks for the same among everybody, where the list is of a part of them. */
  onEverybody?: () => void;
}

function Waiting() {
  return (
    <div className={classes.list} aria-busy data-testid="people-loading">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} className={classes.waiting}>
          <Skeleton circle height={42} />
          <Skeleton height={14} width="24%" />
          <Skeleton height={14} width="40%" />
        </div>
      ))}
    </div>
  );
}

/** Why nobody is to be won: nobody has come yet, or all who came are won or cannot be. */
function NobodyToWin({ toSection }: Pick<PeopleSectionProps, 'toSection'>) {
  const { t } = useTranslation();
  const overview = useQuery(overviewQuery(useModelKey()));
  if (overview.isPending) return <Waiting />;
  if (overview.data?.people === 0) return <EmptyState title={t('today.empty')} text={t('today.emptyText')} />;
  return (
    <EmptyState
      title={t('today.noneToWin')}
      text={t('today.noneToWinText')}
      action={
        <Group justify="center">
          {(['customers', 'everybody'] as const).map((section) => (
            <Button key={section} renderRoot={(props) => <Link to="/" search={toSection(section)} {...props} />} variant="default" data-testid={`to-${section}`}>
              {t(`section.${section}`)}
            </Button>
          ))}
        </Group>
      }
    />
  );
}

type NobodyProps = { filtered: boolean } & Pick<PeopleSectionProps, 'section' | 'toSection' | 'onClear' | 'onEverybody'>;

function Nobody({ filtered, section, toSection, onClear, onEverybody }: NobodyProps) {
  const { t } = useTranslation();
  if (!filtered && section === 'customers') return <EmptyState title={t('today.noCustomers')} text={t('today.noCustomersText')} />;
  if (!filtered && section === 'worth_a_call') return <EmptyState title={t('today.noCalls')} text={t('today.noCallsText')} />;
  if (!filtered && section === 'to_win') return <NobodyToWin toSection={toSection} />;
  if (!filtered) return <EmptyState title={t('today.empty')} text={t('today.emptyText')} />;
  return (
    <EmptyState
      title={t('today.nobody')}
      text={t('today.nobodyText')}
      action={
        <Group justify="center">
          {onEverybody && (
            <Button onClick={onEverybody} data-testid="look-among-everybody">
              {t('today.amongEverybody')}
            </Button>
          )}
          <Button variant="default" onClick={onClear}>
            {t('filter.clear')}
          </Button>
        </Group>
      }
    />
  );
}

/** The list of people in whatever state it is. */
export function PeopleSection({ query, view, section, toSection, onClear, onEverybody }: PeopleSectionProps) {
  const people = useMemo(() => {
    // A person who moved between two page requests may come twice; the first place counts.
    const all = query.data?.pages.flatMap((page) => page.items) ?? [];
    return [...new Map(all.map((person) => [person.id, person])).values()];
  }, [query.data]);

  if (query.isPending) return <Waiting />;
  if (query.isError && people.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (people.length === 0) {
    const filtered = !view.startsWith('\n');
    return <Nobody filtered={filtered} section={section} toSection={toSection} onClear={onClear} onEverybody={onEverybody} />;
  }
  return (
    <>
      <PeopleList
        people={people}
        view={view}
        stale={query.isPlaceholderData}
        onMore={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
      />
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </>
  );
}
