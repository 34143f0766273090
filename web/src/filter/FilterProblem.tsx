import { IconAlertCircle } from '@tabler/icons-react';
import type { FieldProblem } from '../api/problem';
import { useSays } from '../i18n/useSays';
import { Coded } from '../shared/Coded';
import classes from './FilterBar.module.css';
import { splitAt } from './split';

interface FilterProblemProps {
  id: string;
  filter: string;
  problem: FieldProblem;
}

/** What is wrong with the filter, with the place marked. */
export function FilterProblem({ id, filter, problem }: FilterProblemProps) {
  const says = useSays();
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
    </div>
  );
}
