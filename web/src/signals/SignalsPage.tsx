import { Skeleton } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signalsQuery } from '../api/signalQueries';
import type { SignalEvent, SignalPage } from '../api/types';
import { LoadMore } from '../shared/LoadMore';
import { PageHeader } from '../shared/PageHeader';
import { EmptyState, ErrorState } from '../shared/states';
import { usePersonName } from '../shared/usePersonName';
import { SignalEntry } from './SignalEntry';
import { useWord } from '../i18n/useWord';
import classes from './Signals.module.css';
import { signalKinds } from './signals';

const route = getRouteApi('/signals');

/** Whose signal it is: a person, or a company that a filter finds the people of. */
function Who({ person, company }: Pick<SignalEvent, 'person' | 'company'>) {
  const name = usePersonName()(person);
  if (company) {
    return (
      <span className={classes.who}>
        <Link to="/" search={{ filter: company.filter }}>
          {company.name}
        </Link>
      </span>
    );
  }
  return (
    <span className={classes.who}>
      <Link to="/people/$personId" params={{ personId: person.id }}>
        {name}
      </Link>
      {person.company && <span className={classes.dim}>{person.company}</span>}
    </span>
  );
}

function Keys({ chosen, pages }: { chosen: string | undefined; pages: SignalPage[] }) {
  const { t } = useTranslation();
  const word = useWord();
  const navigate = route.useNavigate();
  const kinds = signalKinds(pages);
  if (kinds.length === 0) return null;
  return (
    <div className={classes.keys} role="group" aria-label={t('signals.which')}>
      {[{ key: undefined, name: t('signals.all') }, ...kinds].map(({ key, name }) => (
        <button
          key={key ?? ''}
          type="button"
          aria-pressed={chosen === key}
          onClick={() => void navigate({ search: { key }, replace: true })}
          data-testid={`signal-key-${key ?? 'all'}`}
        >
          {word('modelName', name)}
        </button>
      ))}
    </div>
  );
}

/** Why there is nothing to show. */
function nothing(key: string | undefined, pages: SignalPage[]) {
  if (key) return 'signals.emptyKeyText';
  return pages[0]?.known.length === 0 ? 'signals.emptyModelText' : 'signals.emptyText';
}

/** What looks like buying, newest first, as it happens. */
export function SignalsPage() {
  const { t } = useTranslation();
  const { key } = route.useSearch();
  const signals = useInfiniteQuery(signalsQuery(key));
  const items = signals.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t('signals.title')} lead={t('signals.lead')} />
      <Keys chosen={key} pages={signals.data?.pages ?? []} />
      {signals.isPending && <Skeleton height={320} radius="lg" />}
      {signals.isError && items.length === 0 && <ErrorState error={signals.error} onRetry={() => void signals.refetch()} />}
      {signals.isSuccess && items.length === 0 && (
        <EmptyState icon={<IconSparkles size={28} stroke={1.6} />} title={t('signals.empty')} text={t(nothing(key, signals.data.pages))} />
      )}
      {items.length > 0 && (
        <ul className={classes.list} aria-label={t('signals.title')} data-stale={signals.isPlaceholderData} data-testid="signals">
          {items.map((signal) => (
            <SignalEntry key={`${signal.person.id}:${signal.key}:${signal.at}`} signal={signal} who={<Who person={signal.person} company={signal.company} />} />
          ))}
        </ul>
      )}
      <LoadMore hasMore={signals.hasNextPage} loading={signals.isFetchingNextPage} onMore={() => void signals.fetchNextPage()} />
    </>
  );
}
