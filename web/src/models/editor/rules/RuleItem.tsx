import { memo } from 'react';
import { Row } from './Row';
import { RuleRow, type RuleRowProps } from './RuleRow';
import type { DropMark, ReorderActs } from './useReorder';

/** What can be done with the rules of a list; the same from one drawing to the next. */
export interface RuleActs {
  change: RuleRowProps['onChange'];
  open: (index: number) => void;
  duplicate: (index: number) => void;
  remove: (index: number) => void;
}

interface RuleItemProps extends Omit<RuleRowProps, 'onChange' | 'onOptions'> {
  acts: RuleActs;
  /** Absent while the rules are not in the order of the file. */
  reorder?: ReorderActs;
  mark: DropMark;
  last: boolean;
}

/** One rule of the list. It is drawn again only when something about it changes: a slider moves often. */
export const RuleItem = memo(function RuleItem({ acts, reorder, mark, last, ...row }: RuleItemProps) {
  const { rule, index } = row;
  return (
    <Row
      name={rule.name}
      index={index}
      testId="rule-row"
      reorder={reorder}
      mark={mark}
      menu={{
        onOptions: () => acts.open(index),
        onDuplicate: () => acts.duplicate(index),
        onUp: reorder && index > 0 ? () => reorder.move(index, index - 1) : undefined,
        onDown: reorder && !last ? () => reorder.move(index, index + 1) : undefined,
        onDelete: () => acts.remove(index),
      }}
    >
      <RuleRow {...row} onChange={acts.change} onOptions={acts.open} />
    </Row>
  );
});
