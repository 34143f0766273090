import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { filterProblem } from '../../api/problem';
import { ModelKeyContext } from '../../models/modelKey';
import { ModelPicker } from '../../models/ModelPicker';
import { PageHeader } from '../../shared/PageHeader';
import { useFormat } from '../../i18n/format';
import { FilterBar } from '../../filters/FilterBar';
import { totalWords } from '../../filters/total';
import { FirstSteps } from '../../shell/start/FirstSteps';
import { useFirstSteps } from '../../shell/start/useFirstSteps';
import { peopleQuery } from '../queries';
import { SORTS } from '../types';
import { NoProbability } from './NoProbability';
import { PeopleSection } from './PeopleSection';
import { Sections } from './Sections';
import { rememberView, sectionOf, type TodaySearch, withFilter, withSection } from './sections';
import { Tiles } from './Tiles';

const route = getRouteApi('/');

/** The ranked people: who is ready to buy now, and why; customers apart. */
export function TodayPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const { model, filter = '', sort = SORTS[0] } = search;
  const section = sectionOf(search);
  const navigate = route.useNavigate();
  const people = useInfiniteQuery(peopleQuery(model, section, filter, sort));
  const show = (next: TodaySearch) => void navigate({ search: next, resetScroll: false });
  const problem = filterProblem(people.error);
  const total = people.data?.pages.at(-1)?.total;
  const first = useFirstSteps();
  useEffect(() => rememberView(search), [search]);

  return (
    <ModelKeyContext value={model}>
      <PageHeader
        tight
        title={t('today.title')}
        lead={t('today.lead')}
        aside={<ModelPicker onModel={(next) => show({ ...search, model: next })} />}
      />
      {first.open && <FirstSteps onDone={first.done} />}
      <Tiles />
      <Sections search={search} />
      <FilterBar
        filter={filter}
        sort={sort}
        problem={problem}
        total={total && !problem ? totalWords(total, t, format) : null}
        stale={people.isPlaceholderData}
        section={section}
        onFilter={(next) => show(withFilter(search, next))}
        onSort={(next) => show({ ...search, sort: next === SORTS[0] ? undefined : next })}
      />
      {!problem && sort === '-probability' && <NoProbability first={people.data?.pages[0]?.items[0]?.id} />}
      {!problem && (
        <PeopleSection
          query={people}
          view={`${filter}\n${sort}\n${section}\n${model ?? ''}`}
          section={section}
          toSection={(next) => withSection(search, next)}
          onClear={() => show(withFilter(search, ''))}
          onEverybody={filter && section !== 'everybody' ? () => show(withSection(search, 'everybody')) : undefined}
        />
      )}
    </ModelKeyContext>
  );
}
