import { ActionIcon, Menu } from '@mantine/core';
import { IconAdjustments, IconArrowDown, IconArrowUp, IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../shared/announce';

export interface RowActions {
  onOptions?: () => void;
  onDuplicate?: () => void;
  onUp?: () => void;
  onDown?: () => void;
  onDelete?: () => void;
}

/** Everything else that can be done with one row. */
export function RuleMenu({ name, onOptions, onDuplicate, onUp, onDown, onDelete }: RowActions & { name: string }) {
  const { t } = useTranslation();
  const remove = () => {
    onDelete?.();
    announce('deleted');
  };
  return (
    <Menu position="bottom-end" withinPortal shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('model.row.more', { name })} data-testid="row-menu">
          <IconDots size={18} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onOptions && (
          <Menu.Item leftSection={<IconAdjustments size={16} />} onClick={onOptions} data-testid="row-options">
            {t('model.row.options')}
          </Menu.Item>
        )}
        {onDuplicate && (
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={onDuplicate} data-testid="row-duplicate">
            {t('model.row.duplicate')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={onUp} disabled={!onUp}>
          {t('model.row.up')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={onDown} disabled={!onDown}>
          {t('model.row.down')}
        </Menu.Item>
        <Menu.Item color="ripe" leftSection={<IconTrash size={16} />} onClick={remove} disabled={!onDelete} data-testid="row-delete">
          {t('model.row.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
