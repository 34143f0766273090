import { ActionIcon, Button, Fieldset } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { patched, removed, replaced } from '../doc/edit';
import { NumberField } from '../fields/NumberField';
import type { Frequency } from '../types';
import classes from './Rules.module.css';

interface FrequencyFieldsProps {
  rows: Frequency[];
  onChange: (rows: Frequency[]) => void;
}

/** The range that follows the last one. */
export function nextRange(rows: readonly Frequency[]): Frequency {
  const last = rows.at(-1);
  return { from: last ? (last.to ?? last.from) + 1 : 1, points: last?.points ?? 1 };
}

/** Points by how often something has happened. */
export function FrequencyFields({ rows, onChange }: FrequencyFieldsProps) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t('model.frequency.title')}>
      <p className={classes.hint}>{t('model.frequency.text')}</p>
      {rows.map((row, index) => {
        const patch = (changes: Partial<Frequency>) => onChange(replaced(rows, index, patched(row, changes)));
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a range is its place
          <div key={index} className={classes.fields}>
            <NumberField labelled label={t('model.frequency.from')} min={1} value={row.from} onChange={(from) => from !== undefined && patch({ from })} />
            <NumberField labelled optional label={t('model.frequency.to')} min={row.from} placeholder="∞" value={row.to} onChange={(to) => patch({ to })} />
            <NumberField labelled label={t('model.frequency.points')} value={row.points} onChange={(points) => points !== undefined && patch({ points })} />
            <ActionIcon variant="subtle" color="gray" aria-label={t('model.frequency.remove')} onClick={() => onChange(removed(rows, index))}>
              <IconX size={16} />
            </ActionIcon>
          </div>
        );
      })}
      <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => onChange([...rows, nextRange(rows)])}>
        {t('model.frequency.add')}
      </Button>
    </Fieldset>
  );
}
