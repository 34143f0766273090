import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ORDERS, type Order } from './order';
import classes from './Rules.module.css';

interface RulesToolbarProps {
  count: number;
  order: Order;
  onOrder: (order: Order) => void;
  search: string;
  onSearch: (search: string) => void;
  onAdd: () => void;
}

/** Finding, ordering and adding rules. */
export function RulesToolbar({ count, order, onOrder, search, onSearch, onAdd }: RulesToolbarProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.toolbar}>
      <span className={classes.count}>{t('model.rule.count', { count })}</span>
      <TextInput
        size="xs"
        className={classes.search}
        aria-label={t('model.rule.search')}
        placeholder={t('model.rule.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={({ currentTarget }) => onSearch(currentTarget.value)}
        data-own-undo
      />
      <NativeSelect
        size="xs"
        aria-label={t('model.rule.order')}
        data={ORDERS.map((value) => ({ value, label: t(`model.order.${value}`) }))}
        value={order}
        onChange={({ currentTarget }) => onOrder(currentTarget.value as Order)}
      />
      <Button size="xs" variant="light" leftSection={<IconPlus size={15} aria-hidden />} onClick={onAdd} data-testid="add-rule">
        {t('model.rule.add')}
      </Button>
    </div>
  );
}
