import { Button } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUndoMerge } from '../api/identity';
import type { PersonDetail } from '../api/types';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { useErrorWords } from '../i18n/useSays';
import { Panel } from '../shared/Panel';
import { JoinEntry } from './JoinEntry';
import { Other } from './Other';
import page from './PersonPage.module.css';
import classes from './Side.module.css';
import { SuggestedEntry } from './SuggestedEntry';

/** Joins that are shown before somebody asks for all. */
const SHOWN = 3;

function Merge({ merge }: { merge: PersonDetail['merges'][number] }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
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
        {merge.accepted_by && <div className={classes.dim}>{t('merges.acceptedBy', { name: merge.accepted_by })}</div>}
        {undo.isError && (
          <div role="alert" className={classes.failure}>
            {t('merges.failed', { message: errorWords(undo.error) })}
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

/** What was joined to a person in one step, the newest first; the rest is a click away. */
function Joins({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { joins } = person;
  return (
    <>
      {joins.slice(0, all ? undefined : SHOWN).map((join) => (
        <JoinEntry key={join.interaction_id} person={person.id} join={join} />
      ))}
      {!all && joins.length > SHOWN && (
        <li>
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
            {t('merges.more', { count: joins.length - SHOWN })}
          </Button>
        </li>
      )}
    </>
  );
}

/** Who may be the same, who was joined into this person, and what was joined in one step. */
export function MergesPanel({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const { joins, merges, suggested_merges: suggested } = person;
  if (merges.length === 0 && suggested.length === 0 && joins.length === 0) return null;
  return (
    <Panel title={t('merges.title')} testId="merges">
      <ul className={classes.list}>
        {suggested.map((other) => (
          <SuggestedEntry key={other.person_id} person={person.id} other={other} />
        ))}
        {merges.map((merge) => (
          <Merge key={merge.id} merge={merge} />
        ))}
        <Joins person={person} />
      </ul>
    </Panel>
  );
}
