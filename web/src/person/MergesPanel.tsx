import { Anchor, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUndoMerge } from '../api/mutations';
import type { PersonDetail } from '../api/types';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { Panel } from '../shared/Panel';
import { usePersonName } from '../shared/usePersonName';
import classes from './Side.module.css';

function Merge({ merge }: { merge: PersonDetail['merges'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const undo = useUndoMerge();
  return (
    <li className={classes.merge} data-testid="merge">
      <div className={classes.entryBody}>
        <div className={classes.entryTitle}>{word('merges.evidence', merge.evidence)}</div>
        <div className={classes.dim}>
          {merge.undone_at ? t('merges.undone', { at: format.day(merge.undone_at) }) : t('merges.at', { at: format.moment(merge.at) })}
        </div>
        {undo.isError && (
          <div role="alert" className={classes.failure}>
            {t('merges.failed', { message: undo.error.message })}
          </div>
        )}
      </div>
      {!merge.undone_at && (
        <Button
          size="compact-sm"
          variant="default"
          flex="none"
          loading={undo.isPending}
          onClick={() => undo.mutate(merge.id)}
          data-testid="undo-merge"
        >
          {t('merges.undo')}
        </Button>
      )}
    </li>
  );
}

function Other({ id, name }: { id: string; name: string }) {
  return (
    <Anchor component={Link} to={`/people/${id}`} inherit underline="always">
      {name}
    </Anchor>
  );
}

/** People joined into this one, and people who may be the same. */
export function MergesPanel({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const nameOf = usePersonName();
  const word = useWord();
  const { merges, suggested_merges: suggested, merged_into: target } = person;
  if (merges.length === 0 && suggested.length === 0 && !target) return null;
  return (
    <Panel title={t('merges.title')} testId="merges">
      {target && (
        <p className={classes.nothing}>
          {t('merges.into')} <Other id={target} name={nameOf({ id: target })} />
        </p>
      )}
      <ul className={classes.list}>
        {merges.map((merge) => (
          <Merge key={merge.id} merge={merge} />
        ))}
        {suggested.map((other) => (
          <li key={other.person_id} className={classes.entryBody}>
            <div className={classes.entryTitle}>
              {t('merges.maybe')} <Other id={other.person_id} name={nameOf({ id: other.person_id, name: other.name })} />
            </div>
            <div className={classes.dim}>{word('merges.evidence', other.evidence)}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
