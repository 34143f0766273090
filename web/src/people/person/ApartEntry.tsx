import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useErrorWords } from '../../i18n/useSays';
import { useReopenSuggestion } from '../../identity/mutations';
import type { PersonDetail } from '../types';
import { Other } from './Other';
import classes from './Side.module.css';

/** Who said that two people are two, and when, as far as it is known. */
function Said({ at, by }: Pick<PersonDetail['apart_from'][number], 'at' | 'by'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!at) return null;
  const moment = format.moment(at);
  return <div className={classes.dim}>{by ? t('merges.apartBy', { at: moment, name: by }) : t('merges.apartAt', { at: moment })}</div>;
}

/** Somebody from whom the person was taken apart, with a way to take that back. */
export function ApartEntry({ person, other }: { person: string; other: PersonDetail['apart_from'][number] }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const reopen = useReopenSuggestion(person, other.person_id);
  return (
    <li className={classes.merge} data-testid="apart">
      <div className={classes.entryBody}>
        <div className={classes.entryTitle}>
          {t('merges.apart')} <Other id={other.person_id} name={other.name} />
        </div>
        <Said at={other.at} by={other.by} />
        {reopen.isError && (
          <div role="alert" className={classes.failure}>
            {t('merges.unsettled', { message: errorWords(reopen.error) })}
          </div>
        )}
      </div>
      <Button
        size="compact-sm"
        variant="default"
        flex="none"
        loading={reopen.isPending}
        onClick={() => reopen.mutate()}
        aria-label={t('merges.reopenWhom', { name: other.name ?? '' })}
        data-testid="reopen-suggested"
      >
        {t('merges.reopen')}
      </Button>
    </li>
  );
}
