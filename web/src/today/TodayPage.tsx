import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { filterProblem } from '../api/problem';
import { peopleQuery } from '../api/queries';
import { SORTS } from '../api/types';
import { ModelKeyContext } from '../models/modelKey';
import { ModelPicker } from '../models/ModelPicker';
import { PageHeader } from '../shared/PageHeader';
import { useFormat } from '../i18n/format';
import { FilterBar } from '../filter/FilterBar';
import { FirstSteps } from '../start/FirstSteps';
import { useFirstSteps } from '../start/useFirstSteps';
import { PeopleSection } from './PeopleSection';
import { Tiles } from './Tiles';

const route = getRouteApi('/');

/** The ranked people: who is ready to buy now, and why. */
export function TodayPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { model, filter = '', sort = SORTS[0] } = route.useSearch();
  const navigate = route.useNavigate();
  const people = useInfiniteQuery(peopleQuery(model, filter, sort));
  const onModel = (next: string | undefined) => void navigate({ search: (search) => ({ ...search, model: next }) });
  const problem = filterProblem(people.error);
  const total = people.data?.pages.at(-1)?.total;
  const first = useFirstSteps();

  return (
    <ModelKeyContext value={model}>
      <PageHeader title={t('today.title')} lead={t('today.lead')} aside={<ModelPicker onModel={onModel} />} />
      {first.open && <FirstSteps onDone={first.done} />}
      <Tiles />
      <FilterBar
        filter={filter}
        sort={sort}
        problem={problem}
        total={
          total && !problem
            ? t(total.exact ? 'today.total' : 'today.totalAbout', { count: total.value, value: format.whole(total.value) })
            : null
        }
        onFilter={(next) => void navigate({ search: (search) => ({ ...search, filter: next || undefined }) })}
        onSort={(next) =>
          void navigate({ search: (search) => ({ ...search, sort: next === SORTS[0] ? undefined : next }) })
        }
      />
      {!problem && (
        <PeopleSection query={people} view={`${filter}\n${sort}\n${model ?? ''}`} onClear={() => void navigate({ search: { model } })} />
      )}
    </ModelKeyContext>
  );
}
