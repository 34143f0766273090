import { useTranslation } from 'react-i18next';
import type { FilterFault } from '../../../filters/types';
import { useSays } from '../../../i18n/useSays';
import { splitAt } from '../../../filters/split';
import { Coded } from '../../../shared/Coded';
import classes from './Fields.module.css';
import { wordLength } from './wordLength';

/** Words that are expected at a place, at most so many. */
const EXPECTED = 6;

interface FaultAtProps {
  text: string;
  fault: FilterFault;
}

/** A fault of a condition: the place marked, what is wrong, and what was expected. */
export function FaultAt({ text, fault }: FaultAtProps) {
  const { t } = useTranslation();
  const says = useSays();
  const [before, at, after] = splitAt(text, fault.offset, wordLength(text, fault.offset));
  return (
    <>
      <code className={classes.source}>
        {before}
        <mark className={classes.mark}>{at || ' '}</mark>
        {after}
      </code>
      <span>
        <Coded text={says(fault)} />
        {fault.expected.length > 0 && (
          <span className={classes.expected}>
            {' '}
            {t('model.condition.expected', { words: fault.expected.slice(0, EXPECTED).join(', ') })}
          </span>
        )}
      </span>
    </>
  );
}
