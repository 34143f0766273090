import { IconGripVertical } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Rules.module.css';
import type { ReorderActs } from './useReorder';

interface GripProps {
  name: string;
  index: number;
  reorder: ReorderActs;
}

/** What a row is moved by: with the mouse, or with the arrow keys. */
export function Grip({ name, index, reorder }: GripProps) {
  const { t } = useTranslation();
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    reorder.move(index, index + step, true);
  };
  return (
    <button
      type="button"
      id={reorder.gripId(index)}
      className={classes.grip}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        // Firefox begins no drag without data.
        event.dataTransfer.setData('text/plain', name);
        reorder.start(index);
      }}
      onDragEnd={reorder.end}
      onKeyDown={keys}
      aria-label={t('model.row.move', { name })}
      title={t('model.row.moveHow')}
    >
      <IconGripVertical size={16} stroke={1.8} aria-hidden />
    </button>
  );
}
