import { ActionIcon, Button, Fieldset, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { uniqueName } from '../doc/edit';
import { NumberField } from '../fields/NumberField';
import type { PerValue } from '../types';
import classes from './Rules.module.css';

interface PerValueFieldsProps {
  value: PerValue | undefined;
  onChange: (value: PerValue | undefined) => void;
}

/** Gives an entry another name or number, keeping its place. */
export function entryChanged(points: PerValue['points'], at: number, name: string, value: number): PerValue['points'] {
  return Object.fromEntries(Object.entries(points).map((entry, place) => (place === at ? [name, value] : entry)));
}

/** Points by the value of a field of the interaction. */
export function PerValueFields({ value, onChange }: PerValueFieldsProps) {
  const { t } = useTranslation();
  const points = value?.points ?? {};
  const set = (next: PerValue['points']) => value && onChange({ ...value, points: next });
  const remove = (name: string) => set(Object.fromEntries(Object.entries(points).filter(([other]) => other !== name)));
  return (
    <Fieldset legend={t('model.perValue.title')}>
      <p className={classes.hint}>{t('model.perValue.text')}</p>
      <TextInput
        size="xs"
        label={t('model.perValue.field')}
        placeholder="properties.plan"
        value={value?.field ?? ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value ? { field: currentTarget.value, points } : undefined)}
        mb="xs"
      />
      {value &&
        Object.entries(points).map(([name, worth], at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the name is being typed in
          <div key={at} className={classes.fields}>
            <TextInput
              size="xs"
              label={t('model.perValue.value')}
              value={name}
              onChange={({ currentTarget }) => set(entryChanged(points, at, currentTarget.value, worth))}
            />
            <NumberField labelled label={t('model.perValue.points')} value={worth} onChange={(next) => next !== undefined && set(entryChanged(points, at, name, next))} />
            <ActionIcon variant="subtle" color="gray" aria-label={t('model.perValue.remove', { name })} onClick={() => remove(name)}>
              <IconX size={16} />
            </ActionIcon>
          </div>
        ))}
      {value && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => set({ ...points, [uniqueName(t('model.perValue.new'), Object.keys(points))]: 1 })}
        >
          {t('model.perValue.add')}
        </Button>
      )}
    </Fieldset>
  );
}
