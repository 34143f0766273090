import { Alert, Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import { useWord } from '../../../i18n/useWord';
import { useModelKey } from '../../modelKey';
import { modelQuery } from '../../queries';
import type { DraftState } from './state';

/** The draft was begun from another version than the one in force: publishing it would take that one's changes back. */
export function OlderNotice({ state }: { state: Pick<DraftState, 'changed' | 'baseVersion' | 'theirs'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const model = useModelKey();
  const { data: inForce } = useQuery(modelQuery(model));
  if (!inForce || !state.changed || state.theirs || state.baseVersion === inForce.version) return null;
  const words = { name: word('modelName', inForce.name), version: format.whole(inForce.version), base: format.whole(state.baseVersion) };
  return (
    <Alert color="amber" mb="md" role="status" title={t('model.older.title', words)} data-testid="older-draft">
      {t('model.older.text', words)}{' '}
      <Anchor renderRoot={(props) => <Link {...props} to="/model/versions" search={{ model, version: inForce.version, against: 'draft' }} />} size="sm">
        {t('model.older.compare')}
      </Anchor>
    </Alert>
  );
}
