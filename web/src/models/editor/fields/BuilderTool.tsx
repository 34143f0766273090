import { ActionIcon, Button, Group, Modal } from '@mantine/core';
import { IconListTree } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyFilterBuilder } from '../../../filters/LazyFilterBuilder';
import type { FilterOf } from '../../../filters/types';
import classes from './Fields.module.css';

interface BuilderToolProps {
  of: FilterOf;
  /** What the condition is called. */
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Opens the builder on a condition, for those who would rather choose than write. */
export function BuilderTool({ of, label, value, onChange }: BuilderToolProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <ActionIcon
        className={classes.tool}
        variant="subtle"
        color="gray"
        size={24}
        onClick={() => setOpened(true)}
        aria-label={`${t('model.condition.build')}: ${label}`}
        title={t('model.condition.build')}
        data-testid="build-condition"
      >
        <IconListTree size={16} stroke={1.8} />
      </ActionIcon>
      <Modal opened={opened} onClose={() => setOpened(false)} size="xl" title={label} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <LazyFilterBuilder of={of} value={value} onChange={onChange} />
        <Group justify="flex-end" mt="md">
          <Button onClick={() => setOpened(false)}>{t('model.condition.done')}</Button>
        </Group>
      </Modal>
    </>
  );
}
