import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { useErrorWords } from '../../i18n/useSays';
import { useUndoJoin } from '../../identity/mutations';
import type { PersonDetail } from '../types';
import classes from './Side.module.css';

/** What one interaction gave a person who was known already, with a way to take it apart again. */
export function JoinEntry({ person, join }: { person: string; join: PersonDetail['joins'][number] }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const format = useFormat();
  const word = useWord();
  const undo = useUndoJoin(person);
  const values = join.identifiers.map((one) => one.value).join(', ');
  return (
    <li className={classes.merge} data-testid="join">
      <div className={classes.entryBody}>
        <div className={classes.entryTitle}>{join.visitor ? word('merges.became', join.identifiers[0]?.kind ?? join.evidence) : values}</div>
        <div className={classes.dim}>
          {join.visitor
            ? `${values} · ${format.moment(join.at)}`
            : t('merges.joined', { kind: word('identifiers.kind', join.evidence), at: format.moment(join.at) })}
        </div>
        {undo.isError && (
          <div role="alert" className={classes.failure}>
            {t('merges.failed', { message: errorWords(undo.error) })}
          </div>
        )}
      </div>
      <Button
        size="compact-sm"
        variant="default"
        flex="none"
        loading={undo.isPending}
        onClick={() => undo.mutate(join.interaction_id)}
        aria-label={t('merges.takeApart', { what: values })}
        data-testid="undo-join"
      >
        {t('merges.undo')}
      </Button>
    </li>
  );
}
