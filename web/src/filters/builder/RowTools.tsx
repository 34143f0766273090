import { ActionIcon } from '@mantine/core';
import { IconCopy, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSays } from '../../i18n/useSays';
import { Coded } from '../../shared/Coded';
import type { FilterFault } from '../types';
import classes from './Builder.module.css';
import { useEditor } from './editor';
import type { MeasureNode, TestNode } from './tree';

/** What one can do with a whole condition. */
export function RowTools({ node, onRemove }: { node: TestNode | MeasureNode; onRemove: () => void }) {
  const { t } = useTranslation();
  const { change, duplicate } = useEditor();
  const negate = () => change(node.id, (before) => (before.type === 'group' ? before : { ...before, negated: !before.negated }));
  return (
    <span className={classes.tools}>
      <button type="button" className={classes.not} aria-pressed={node.negated} title={t('builder.negate')} onClick={negate}>
        {t('builder.not')}
      </button>
      <ActionIcon variant="subtle" color="gray" onClick={() => duplicate(node.id)} aria-label={t('builder.duplicate')} title={t('builder.duplicate')}>
        <IconCopy size={17} stroke={1.8} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={t('builder.remove')} title={t('builder.remove')} data-testid="builder-remove">
        <IconTrash size={17} stroke={1.8} />
      </ActionIcon>
    </span>
  );
}

/** What is wrong with a condition, or that it says nothing yet. */
export function RowNote({ fault, complete }: { fault: FilterFault | undefined; complete: boolean }) {
  const { t } = useTranslation();
  const says = useSays();
  if (fault) {
    return (
      <span className={classes.fault} role="alert">
        <Coded text={says(fault)} />
      </span>
    );
  }
  return complete ? null : <span className={classes.hint}>{t('builder.incomplete')}</span>;
}
