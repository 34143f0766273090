import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '../api/problem';
import { useSays } from '../i18n/useSays';
import { Coded } from '../shared/Coded';
import classes from './FilterBar.module.css';
import { quoted } from './presets';
import { splitAt } from './split';

interface FilterProblemProps {
  id: string;
  filter: string;
  problem: FieldProblem;
  /** Takes another filter, where it can be used at once. */
  onFilter?: (filter: string) => void;
}

/** Whether a text may have been meant as words to look for: nothing in it is only of filters. */
export function mayBeWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text) && !/[=<>~"()|]/.test(text);
}

/** What is wrong with the filter, with the place marked. */
export function FilterProblem({ id, filter, problem, onFilter }: FilterProblemProps) {
  const says = useSays();
  const { t } = useTranslation();
  const [before, at, after] = splitAt(filter, problem.offset ?? 0, problem.length ?? 0);
  return (
    <div id={id} role="alert" className={classes.problem} data-testid="filter-problem">
      {problem.offset != null && (
        <code className={classes.source}>
          {before}
          <mark className={classes.mark}>{at || ' '}</mark>
          {after}
        </code>
      )}
      <span className={classes.message}>
        <IconAlertCircle size={17} aria-hidden />
        <Coded text={says(problem)} />
      </span>
      {onFilter && mayBeWords(filter) && (
        <span>
          <Button size="compact-sm" variant="default" onClick={() => onFilter(`search = ${quoted(filter)}`)} data-testid="filter-words">
            {t('filter.words')}
          </Button>
        </span>
      )}
    </div>
  );
}
