import { Button } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { useErrorWords } from '../../i18n/useSays';
import { useUndoMerge } from '../../identity/mutations';
import { joinPage } from '../../identity/queries';
import { LoadMore } from '../../shared/LoadMore';
import { Panel } from '../../shared/Panel';
import type { PersonDetail } from '../types';
import { ApartEntry } from './ApartEntry';
import { JoinEntry } from './JoinEntry';
import { Other } from './Other';
import page from './PersonPage.module.css';
import classes from './Side.module.css';
import { SuggestedEntry } from './SuggestedEntry';
import { useRest } from './useRest';

/** Joins that are shown before somebody asks for all. */
const SHOWN = 3;

type MergeOf = PersonDetail['merges'][number];

/** When it was undone or became so, and why it was taken back where the business said otherwise. */
function When({ merge }: { merge: MergeOf }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!merge.undone_at) return t('merges.at', { at: format.moment(merge.at) });
  const at = format.day(merge.undone_at);
  return merge.overruled_by ? t('merges.overruled', { at }) : t('merges.undone', { at });
}

function Merge({ merge }: { merge: MergeOf }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const word = useWord();
  const undo = useUndoMerge();
  return (
    <li className={classes.merge} data-testid="merge">
      <div className={classes.entryBody}>
        <div className={classes.entryTitle}>
          {merge.visitor ? word('merges.became', merge.evidence) : <Other id={merge.other_person_id} name={merge.other_name} />}
        </div>
        <div className={classes.dim}>
          {merge.visitor ? <Other id={merge.other_person_id} /> : word('merges.evidence', merge.evidence)} · <When merge={merge} />
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

interface JoinsProps {
  person: PersonDetail;
  joins: PersonDetail['joins'];
  /** How the rest of them is fetched, where it is not here. */
  rest?: ComponentProps<typeof LoadMore>;
}

/** What was joined to a person in one step, the newest first; the rest is a click away. */
function Joins({ person, joins, rest }: JoinsProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  return (
    <>
      {joins.slice(0, all ? undefined : SHOWN).map((join) => (
        <JoinEntry key={join.interaction_id} person={person.id} join={join} />
      ))}
      {rest?.hasMore && (all || joins.length <= SHOWN) && (
        <li>
          <LoadMore {...rest} />
        </li>
      )}
      {!all && joins.length > SHOWN && (
        <li>
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
            {rest?.hasMore ? t('merges.showMore') : t('merges.more', { count: joins.length - SHOWN })}
          </Button>
        </li>
      )}
    </>
  );
}

/** Joins and merges: those of visitors who became known, or those of people who were known already. */
function Joined({ person, joins, rest, visitors }: JoinsProps & { visitors: boolean }) {
  const merges = person.merges.filter((merge) => merge.visitor === visitors);
  return (
    <>
      {merges.map((merge) => (
        <Merge key={merge.id} merge={merge} />
      ))}
      <Joins person={person} joins={joins.filter((join) => join.visitor === visitors)} rest={rest} />
    </>
  );
}

/** Who may be the same, who is not, who was joined into this person, and what was joined in one step. */
export function MergesPanel({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const { id, merges, suggested_merges: suggested, apart_from: apart } = person;
  const { items: joins, error, ...rest } = useRest('joins', { id, first: person.joins, from: person.joins_next, page: joinPage });
  const visitors = [...joins, ...merges].filter((one) => one.visitor).length;
  const known = joins.length + merges.length - visitors;
  const hidden = person.merged_visitors - merges.filter((one) => one.visitor).length;
  return (
    <>
      {known + suggested.length + apart.length > 0 && (
        <Panel now title={t('merges.title')} testId="merges">
          <ul className={classes.list}>
            {suggested.map((other) => (
              <SuggestedEntry key={other.person_id} person={id} other={other} />
            ))}
            <Joined person={person} joins={joins} rest={rest} visitors={false} />
            {apart.map((other) => (
              <ApartEntry key={other.person_id} person={id} other={other} />
            ))}
          </ul>
          {error && (
            <div role="alert" className={classes.failure}>
              {errorWords(error)}
            </div>
          )}
        </Panel>
      )}
      {visitors > 0 && (
        <Panel now title={t('merges.visits')} testId="became-known">
          <ul className={classes.list}>
            <Joined person={person} joins={joins} visitors />
            {hidden > 0 && <li className={classes.dim}>{t('merges.moreVisits', { count: hidden })}</li>}
          </ul>
        </Panel>
      )}
    </>
  );
}
