import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { useErrorWords } from '../../i18n/useSays';
import { useSettleSuggestion } from '../../identity/mutations';
import type { PersonDetail } from '../types';
import { Other } from './Other';
import classes from './Side.module.css';

/** Somebody who the person may be, to be accepted or declined. */
export function SuggestedEntry({ person, other }: { person: string; other: PersonDetail['suggested_merges'][number] }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const format = useFormat();
  const word = useWord();
  const settle = useSettleSuggestion(person, other.person_id);
  const settled = (answer: 'accept' | 'decline') => settle.isPending && settle.variables === answer;
  return (
    <li data-testid="suggested">
      <div className={classes.entryTitle}>
        {t('merges.maybe')} <Other id={other.person_id} name={other.name} />
      </div>
      <div className={classes.dim}>{word('merges.evidence', other.evidence)}</div>
      {other.reopened_at && other.reopened_by && (
        <div className={classes.dim}>{t('merges.reopenedBy', { at: format.moment(other.reopened_at), name: other.reopened_by })}</div>
      )}
      <div className={classes.answers}>
        <Button
          size="compact-sm"
          loading={settled('accept')}
          disabled={settle.isPending}
          onClick={() => settle.mutate('accept')}
          data-testid="accept-suggested"
        >
          {t('merges.accept')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          loading={settled('decline')}
          disabled={settle.isPending}
          onClick={() => settle.mutate('decline')}
          data-testid="decline-suggested"
        >
          {t('merges.decline')}
        </Button>
      </div>
      {settle.isError && (
        <div role="alert" className={classes.failure}>
          {t('merges.unsettled', { message: errorWords(settle.error) })}
        </div>
      )}
    </li>
  );
}
