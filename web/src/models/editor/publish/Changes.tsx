import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../types';
import { useWord } from '../../../i18n/useWord';
import classes from './Publish.module.css';
import { readPath } from './path';

const ICON = { added: IconPlus, removed: IconMinus, changed: IconPencil };

function Line({ change }: { change: Change }) {
  const { t } = useTranslation();
  const word = useWord();
  const { what, name, field } = readPath(change.path);
  const Icon = ICON[change.what];
  return (
    <li className={classes.change} data-what={change.what} data-testid="change">
      <Icon size={15} stroke={2} aria-label={t(`model.diff.${change.what}`)} />
      <div className={classes.changeText}>
        <div>
          <span className={classes.what}>{word('model.path', what)}</span>
          {name && <b> {word('modelName', name)}</b>}
          {field && field !== (change.before ?? change.after) && <span className={classes.what}> · {word('model.field', field)}</span>}
        </div>
        <div className={classes.values}>
          {change.before !== null && <del>{change.before}</del>}
          {change.after !== null && <ins>{change.after}</ins>}
        </div>
      </div>
    </li>
  );
}

/** The differences of two models, in the order of the file. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation();
  if (changes.length === 0) return <p className={classes.none}>{t('model.diff.none')}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list that may scroll must be reachable by keyboard
    <ul className={classes.changes} tabIndex={0} aria-label={t('model.publish.changes')} data-testid="changes">
      {changes.map((change, nth) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same path can change twice
        <Line key={`${nth} ${change.path}`} change={change} />
      ))}
    </ul>
  );
}
