import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { useModelKey } from '../../models/modelKey';
import { modelsQuery } from '../../models/queries';
import { TemperatureBadge } from '../../shared/badges';
import { Panel } from '../../shared/Panel';
import type { PersonDetail } from '../types';
import classes from './ModelsPanel.module.css';

type Standing = Pick<PersonDetail['other_models'][number], 'name' | 'stage' | 'temperature' | 'engagement' | 'fit'>;

/** One model: what it makes of the person, and the way to its reasons. */
function ModelRow({ standing, model, shown }: { standing: Standing; model: string | undefined; shown: boolean }) {
  const { t } = useTranslation();
  const word = useWord();
  const format = useFormat();
  const { name, stage, temperature, engagement, fit } = standing;
  return (
    <li>
      <Link
        to="."
        search={(search) => ({ ...search, model })}
        state
        replace
        resetScroll={false}
        className={classes.row}
        activeOptions={{ explicitUndefined: true }}
        data-shown={shown}
        title={t('models.standingOf', { name })}
        data-testid="model-standing"
      >
        <span className={classes.name}>{name}</span>
        <TemperatureBadge value={temperature} />
        <span className={classes.stage}>{word('modelName', stage.name)}</span>
        <span className={`${classes.scores} rp-number`}>
          <span title={t('dimension.engagement')} data-dimension="engagement">
            {format.score(engagement)}
          </span>
          <span title={t('dimension.fit')} data-dimension="fit">
            {format.score(fit)}
          </span>
        </span>
      </Link>
    </li>
  );
}

/** What each of the models makes of the person; nothing where there is only one. */
export function ModelsPanel({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const word = useWord();
  const shown = useModelKey();
  const { data = [] } = useQuery(modelsQuery);
  if (person.other_models.length === 0) return null;
  const primary = data.find(({ is_primary }) => is_primary)?.name ?? '';
  return (
    <Panel now title={t('models.standing')} testId="models">
      <ul className={classes.list}>
        <ModelRow standing={{ ...person, name: t('models.primary', { name: word('modelName', primary) }) }} model={undefined} shown={shown === undefined} />
        {person.other_models.map((one) => (
          <ModelRow key={one.model} standing={one} model={one.model} shown={shown === one.model} />
        ))}
      </ul>
    </Panel>
  );
}
