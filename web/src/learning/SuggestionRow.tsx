import { Checkbox } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { changes } from './apply';
import classes from './Suggestions.module.css';
import type { Suggestion } from './types';

interface SuggestionRowProps {
  item: Suggestion;
  chosen: boolean;
  /** Where points lie on the common scale, as a share of its width. */
  at: (points: number) => number;
  zero: number;
  onChosen: (chosen: boolean) => void;
}

/** Points now and suggested on one scale, with the interval of the suggestion. */
function Interval({ item, at, zero }: Pick<SuggestionRowProps, 'item' | 'at' | 'zero'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const place = (points: number) => `${at(points) * 100}%`;
  return (
    <span className={classes.scale} title={t('suggest.interval', { low: format.signed(item.low), high: format.signed(item.high) })} aria-hidden>
      <span className={classes.zero} style={{ left: `${zero * 100}%` }} />
      <span className={classes.range} style={{ left: place(item.low), width: `${(at(item.high) - at(item.low)) * 100}%` }} />
      <span className={classes.now} style={{ left: place(item.points) }} />
      <span className={classes.next} style={{ left: place(item.suggested) }} />
    </span>
  );
}

/** One line that can be accepted. */
export function SuggestionRow({ item, chosen, at, zero, onChosen }: SuggestionRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const able = changes(item);
  return (
    <tr data-testid="suggestion" data-changes={able}>
      <td className={classes.check}>
        {able && (
          <Checkbox checked={chosen} onChange={({ currentTarget }) => onChosen(currentTarget.checked)} aria-label={t('suggest.acceptOne', { rule: word('modelName', item.rule) })} />
        )}
      </td>
      <th scope="row">
        {word('modelName', item.rule)}
        <span className={classes.kind}>
          {t(`dimension.${item.kind}`)} · {t('today.total', { count: item.people, value: format.whole(item.people) })}
        </span>
      </th>
      <td className={`${classes.points} rp-number`}>
        <span>{format.signed(item.points)}</span>
        {able && (
          <>
            <IconArrowRight size={14} aria-label={t('suggest.becomes')} />
            <strong>{format.signed(item.suggested)}</strong>
          </>
        )}
      </td>
      <td className={classes.bar}>
        <Interval item={item} at={at} zero={zero} />
        <span className={`${classes.dim} rp-number`}>{t('suggest.interval', { low: format.signed(item.low), high: format.signed(item.high) })}</span>
      </td>
      <td className={classes.reason}>{word('suggest.reason', item.reason)}</td>
    </tr>
  );
}
