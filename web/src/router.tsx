import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { readEarly } from './api/early';
import { queryClient } from './api/queryClient';
import { peopleQuery } from './people/queries';
import { SORTS } from './people/types';
import type { SignalsAsked } from './signals/types';
import { type JobState, STATES } from './work/types';
import type { BacktestSearch } from './workbench/request';
import { Root } from './shell/Root';
import { TABS, type Tab } from './models/editor/doc/places';
import { lazyPage } from './shared/lazyPart';
import { NotFound } from './shell/NotFound';
import { Crash } from './shell/Crash';
import { SECTIONS, sectionOf, type TodaySearch } from './people/today/sections';

/** A search parameter as text; the router may have read it as a number. */
function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A search parameter as a day of the calendar. */
function day(value: unknown): string | undefined {
  const written = text(value);
  return written && /^\d{4}-\d{2}-\d{2}$/.test(written) ? written : undefined;
}

const root = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: Crash });

const today = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (search): TodaySearch => ({
    model: text(search.model),
    section: SECTIONS.find((section) => section === search.section),
    filter: text(search.filter),
    sort: SORTS.find((sort) => sort === search.sort),
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ deps, preload }) => {
    if (preload) return;
    const { model, filter = '', sort = SORTS[0] } = deps;
    const people = peopleQuery(model, sectionOf(deps), filter, sort);
    void readEarly(queryClient, people.queryKey, () => queryClient.prefetchInfiniteQuery(people));
  },
  component: lazyPage(() => import('./people/today/TodayPage'), 'TodayPage'),
});

const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$personId',
  validateSearch: (search): { model?: string; at?: string } => ({ model: text(search.model), at: day(search.at) }),
  component: lazyPage(() => import('./people/person/PersonPage'), 'PersonPage'),
});

const map = createRoute({
  getParentRoute: () => root,
  path: '/map',
  validateSearch: (search): { model?: string; filter?: string } => ({
    model: text(search.model),
    filter: text(search.filter),
  }),
  component: lazyPage(() => import('./people/map/MapPage'), 'MapPage'),
});

const model = createRoute({
  getParentRoute: () => root,
  path: '/model',
  validateSearch: (search): { model?: string; tab?: Tab } => ({
    model: text(search.model),
    tab: TABS.find((tab) => tab === search.tab),
  }),
  component: lazyPage(() => import('./models/editor/ModelPage'), 'ModelPage'),
});

const modelVersions = createRoute({
  getParentRoute: () => root,
  path: '/model/versions',
  validateSearch: (search): { model?: string; version?: number; against?: string } => ({
    model: text(search.model),
    version: Number.isInteger(search.version) ? Number(search.version) : undefined,
    against: text(search.against),
  }),
  component: lazyPage(() => import('./models/editor/versions/VersionsPage'), 'VersionsPage'),
});

const badEvents = createRoute({
  getParentRoute: () => root,
  path: '/bad-events',
  component: lazyPage(() => import('./capture/BadEventsPage'), 'BadEventsPage'),
});

const keys = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  component: lazyPage(() => import('./access/keys/KeysPage'), 'KeysPage'),
});

const jobs = createRoute({
  getParentRoute: () => root,
  path: '/jobs',
  validateSearch: (search): { state?: JobState } => ({ state: STATES.find((state) => state === search.state) }),
  component: lazyPage(() => import('./work/JobsPage'), 'JobsPage'),
});

const signals = createRoute({
  getParentRoute: () => root,
  path: '/signals',
  validateSearch: (search): SignalsAsked => ({ key: text(search.key), since: search.since === 'day' ? 'day' : undefined }),
  component: lazyPage(() => import('./signals/SignalsPage'), 'SignalsPage'),
});

const horizon = (value: unknown) => {
  const span = text(value);
  return span && /^\d{1,4}d$/.test(span) ? span : undefined;
};

const backtest = createRoute({
  getParentRoute: () => root,
  path: '/model/backtest',
  validateSearch: (search): BacktestSearch => ({
    of: text(search.of),
    model: text(search.model),
    outcome: text(search.outcome),
    horizon: horizon(search.horizon),
    at: day(search.at),
    filter: text(search.filter),
  }),
  component: lazyPage(() => import('./workbench/BacktestPage'), 'BacktestPage'),
});

const suggestions = createRoute({
  getParentRoute: () => root,
  path: '/model/suggestions',
  validateSearch: (search): Pick<BacktestSearch, 'of' | 'outcome' | 'horizon'> => ({
    of: text(search.of),
    outcome: text(search.outcome),
    horizon: horizon(search.horizon),
  }),
  component: lazyPage(() => import('./learning/SuggestionsPage'), 'SuggestionsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([today, person, map, signals, model, modelVersions, backtest, suggestions, badEvents, keys, jobs]),
  defaultPreload: 'intent',
  // A page that fails takes down only its own place.
  defaultErrorComponent: Crash,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }

  interface HistoryState {
    /** The page before is the list that leads here: going back shows it as it was left. */
    from?: 'today' | 'signals';
  }
}
