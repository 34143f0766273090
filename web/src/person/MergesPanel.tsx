import { Anchor, Button } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUndoMerge } from '../api/mutations';
import { personQuery } from '../api/queries';
import type { PersonDetail } from '../api/types';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { Panel } from '../shared/Panel';
import { usePersonName } from '../shared/usePersonName';
import page from './PersonPage.module.css';
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
          <Other id={merge.other_person_id} /> · {merge.undone_at ? t('merges.undone', { at: format.day(merge.undone_at) }) : t('merges.at', { at: format.moment(merge.at) })}
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

/** A way to another person, by their name as soon as it is known here. */
function Other({ id, name }: { id: string; name?: string | null }) {
  const nameOf = usePersonName();
  const known = useQuery({ ...personQuery(id), enabled: !name });
  return (
    <Anchor component={Link} to={`/people/${id}`} inherit underline="always">
      {nameOf({ id, name: name ?? known.data?.name, email: known.data?.email })}
    </Anchor>
  );
}

/** Says, above all else, that the interactions of this person are another's by now. */
export function MergedNotice({ into }: { into: string }) {
  const { t } = useTranslation();
  return (
    <div className={page.notice} role="status" data-testid="merged-notice">
      <IconArrowMerge size={18} aria-hidden />
      <span>
        {t('merges.into')} <Other id={into} />
      </span>
    </div>
  );
}

/** People joined into this one, and people who may be the same. */
export function MergesPanel({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const word = useWord();
  const { merges, suggested_merges: suggested } = person;
  if (merges.length === 0 && suggested.length === 0) return null;
  return (
    <Panel title={t('merges.title')} testId="merges">
      <ul className={classes.list}>
        {merges.map((merge) => (
          <Merge key={merge.id} merge={merge} />
        ))}
        {suggested.map((other) => (
          <li key={other.person_id} className={classes.entryBody}>
            <div className={classes.entryTitle}>
              {t('merges.maybe')} <Other id={other.person_id} name={other.name} />
            </div>
            <div className={classes.dim}>{word('merges.evidence', other.evidence)}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
