import { Autocomplete, TagsInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { filterValuesQuery } from '../queries';
import type { FilterOf } from '../types';
import classes from './Builder.module.css';
import type { Value } from './tree';

const REST_MS = 200;

/** Real values of a field that begin as what was typed, with how many people have them. */
function useSuggestions(of: FilterOf, field: string, typed: string) {
  const format = useFormat();
  const [wanted, want] = useState(false);
  const [prefix] = useDebouncedValue(typed.trim(), REST_MS);
  const { data = [] } = useQuery({ ...filterValuesQuery(of, field, prefix), enabled: wanted && field !== '' });
  const people = new Map(data.map((item) => [item.value, item.people]));
  return {
    data: [...people.keys()],
    onFocus: () => want(true),
    renderOption: ({ option }: { option: { value: string } }) => (
      <span className={classes.suggestion}>
        <span>{option.value}</span>
        {people.has(option.value) && <span className={classes.dim}>{format.compact(people.get(option.value) ?? 0)}</span>}
      </span>
    ),
    comboboxProps: { withinPortal: false },
    // The server has chosen what fits already.
    filter: ({ options }: { options: unknown }) => options as never,
  };
}

interface OneTextProps {
  label: string;
  of: FilterOf;
  field: string;
  value: string;
  onValue: (value: string) => void;
}

/** One text, with suggestions from real data. */
export function OneText({ label, of, field, value, onValue }: OneTextProps) {
  const { t } = useTranslation();
  const suggestions = useSuggestions(of, field, value);
  return <Autocomplete aria-label={label} placeholder={t('builder.textHint')} value={value} onChange={onValue} {...suggestions} />;
}

interface ManyTextsProps {
  of: FilterOf;
  field: string;
  values: string[];
  onValues: (values: Value[]) => void;
}

/** Several texts, with suggestions from real data. */
export function ManyTexts({ of, field, values, onValues }: ManyTextsProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const { data, ...suggestions } = useSuggestions(of, field, typed);
  return (
    <TagsInput
      aria-label={t('builder.values')}
      placeholder={values.length === 0 ? t('builder.manyHint') : undefined}
      value={values}
      onChange={onValues}
      searchValue={typed}
      onSearchChange={setTyped}
      data={data.filter((value) => !values.includes(value))}
      acceptValueOnBlur
      {...suggestions}
    />
  );
}
