import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilterOf } from '../types';
import classes from './Builder.module.css';
import { useEditor } from './editor';
import { RowEditor } from './RowEditor';
import { RowNote } from './RowTools';
import { type GroupNode, type Join, JOINS, newGroup, newTest } from './tree';

interface GroupEditorProps {
  group: GroupNode;
  of: FilterOf;
  /** Removes the whole group; absent for the outermost one. */
  onRemove?: () => void;
}

function Head({ group, onRemove }: Omit<GroupEditorProps, 'of'>) {
  const { t } = useTranslation();
  const { change } = useEditor();
  const join = (next: Join) => change(group.id, (before) => (before.type === 'group' ? { ...before, join: next } : before));
  return (
    <div className={classes.head}>
      <NativeSelect
        size="xs"
        aria-label={t('builder.join')}
        className={classes.join}
        value={group.join}
        onChange={({ currentTarget }) => join(currentTarget.value as Join)}
        data={JOINS.map((value) => ({ value, label: t(`builder.joins.${value}`) }))}
        data-testid="builder-join"
      />
      {onRemove && (
        <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={t('builder.removeGroup')} title={t('builder.removeGroup')}>
          <IconTrash size={17} stroke={1.8} />
        </ActionIcon>
      )}
    </div>
  );
}

/** Conditions joined together, groups within groups. */
export function GroupEditor({ group, of, onRemove }: GroupEditorProps) {
  const { t } = useTranslation();
  const { add, change, faults } = useEditor();
  const addButton = useRef<HTMLButtonElement>(null);
  const remove = (id: string) => {
    change(id, () => null);
    // What had the focus is gone; the next thing to do is here.
    addButton.current?.focus();
  };
  const tiny = { variant: 'subtle', size: 'compact-sm', leftSection: <IconPlus size={15} aria-hidden /> } as const;
  return (
    <div className={classes.group} role="group" aria-label={t(`builder.joins.${group.join}`)} data-join={group.join} data-testid="builder-group">
      {(group.items.length > 1 || onRemove || group.join !== 'all') && <Head group={group} onRemove={onRemove} />}
      <RowNote fault={faults.get(group.id)} complete />
      <ul className={classes.items}>
        {group.items.map((item) =>
          item.type === 'group' ? (
            <li key={item.id} className={classes.nested}>
              <GroupEditor group={item} of={of} onRemove={() => remove(item.id)} />
            </li>
          ) : (
            <RowEditor key={item.id} node={item} of={of} onRemove={() => remove(item.id)} />
          ),
        )}
      </ul>
      <div className={classes.adders}>
        <Button ref={addButton} {...tiny} onClick={() => add(group.id, newTest('', '='))} data-testid="builder-add">
          {t('builder.add')}
        </Button>
        <Button {...tiny} onClick={() => add(group.id, newGroup(group.join === 'any' ? 'all' : 'any'))} data-testid="builder-add-group">
          {t('builder.addGroup')}
        </Button>
      </div>
    </div>
  );
}
