import type { ReactNode } from 'react';
import { Grip } from './Grip';
import { RuleMenu, type RowActions } from './RuleMenu';
import classes from './Rules.module.css';
import type { DropMark, ReorderActs } from './useReorder';

interface RowProps {
  /** What the row is called. */
  name: string;
  index: number;
  testId: string;
  /** Absent where rows cannot be moved. */
  reorder?: ReorderActs;
  mark?: DropMark;
  menu: RowActions;
  children: ReactNode;
}

/** A row of a list that can be reordered: its grip, its fields, its menu. */
export function Row({ name, index, testId, reorder, mark, menu, children }: RowProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the grip does the same by keyboard
    <li
      className={classes.row}
      data-testid={testId}
      data-dragged={mark === 'dragged' || undefined}
      data-drop={mark === 'dragged' ? undefined : mark}
      onDragOver={(event) => {
        if (reorder?.over(index)) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        reorder?.drop(index);
      }}
    >
      {reorder ? <Grip name={name} index={index} reorder={reorder} /> : <span />}
      {children}
      <div className={classes.menuCell}>
        <RuleMenu name={name} {...menu} />
      </div>
    </li>
  );
}
