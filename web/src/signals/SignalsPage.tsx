import { Skeleton } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import choices from '../shared/choices.module.css';
import { LoadMore } from '../shared/LoadMore';
import { PageHeader } from '../shared/PageHeader';
import { EmptyState, ErrorState } from '../shared/states';
import { useWord } from '../i18n/useWord';
import { signalsQuery } from './queries';
import { SignalDays } from './SignalDays';
import { signalKinds } from './signals';
import { Earlier, SinceLine } from './SinceLine';
import type { SignalPage, SignalsAsked } from './types';

const route = getRouteApi('/signals');

/** Chooses a kind of signal; how far back the list goes stays. */
function Keys({ asked, pages }: { asked: SignalsAsked; pages: SignalPage[] }) {
  const { t } = useTranslation();
  const word = useWord();
  const navigate = route.useNavigate();
  const kinds = signalKinds(pages);
  if (kinds.length === 0) return null;
  return (
    <div className={choices.choices} role="group" aria-label={t('signals.which')} data-filter>
      {[{ key: undefined, name: t('signals.all') }, ...kinds].map(({ key, name }) => (
        <button
          key={key ?? ''}
          type="button"
          aria-pressed={asked.key === key}
          onClick={() => void navigate({ search: { ...asked, key }, replace: true })}
          data-testid={`signal-key-${key ?? 'all'}`}
        >
          {word('modelName', name)}
        </button>
      ))}
    </div>
  );
}

/** Why there is nothing to show, in words, and whether earlier signals may be there all the same. */
export function nothing({ key, since }: SignalsAsked, pages: readonly SignalPage[]) {
  if (pages[0]?.known.length === 0 && !key) return { title: 'signals.empty', text: 'signals.emptyModelText', hasEarlier: false } as const;
  if (since) return { title: key ? 'signals.emptyDayKey' : 'signals.emptyDay', hasEarlier: true } as const;
  return { title: 'signals.empty', text: key ? 'signals.emptyKeyText' : 'signals.emptyText', hasEarlier: false } as const;
}

/** That there is nothing, why, and a way to what was before. */
function Nothing({ asked, pages }: { asked: SignalsAsked; pages: readonly SignalPage[] }) {
  const { t } = useTranslation();
  const { title, text, hasEarlier } = nothing(asked, pages);
  return (
    <EmptyState
      icon={<IconSparkles size={28} stroke={1.6} />}
      title={t(title)}
      text={text && t(text)}
      action={hasEarlier && <Earlier signalKey={asked.key} />}
    />
  );
}

/** What looks like buying, newest first, as it happens. */
export function SignalsPage() {
  const { t } = useTranslation();
  const asked = route.useSearch();
  const signals = useInfiniteQuery(signalsQuery(asked));
  const pages = signals.data?.pages;
  const items = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const isEmpty = signals.isSuccess && items.length === 0;
  const more = signals.hasNextPage && !signals.isFetchingNextPage ? () => void signals.fetchNextPage() : undefined;
  return (
    <>
      <PageHeader title={t('signals.title')} lead={t('signals.lead')} />
      <Keys asked={asked} pages={pages ?? []} />
      {asked.since && (signals.isPending || items.length > 0) && (
        <SinceLine total={pages?.[0]?.total} stale={signals.isPlaceholderData} signalKey={asked.key} />
      )}
      {signals.isPending && <Skeleton height={320} radius="lg" />}
      {signals.isError && items.length === 0 && <ErrorState error={signals.error} onRetry={() => void signals.refetch()} />}
      {isEmpty && <Nothing asked={asked} pages={signals.data.pages} />}
      {items.length > 0 && <SignalDays signals={items} stale={signals.isPlaceholderData} onMore={more} />}
      <LoadMore hasMore={signals.hasNextPage} loading={signals.isFetchingNextPage} onMore={() => void signals.fetchNextPage()} />
    </>
  );
}
