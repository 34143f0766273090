import { Select } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FilterOf } from '../types';
import classes from './Builder.module.css';
import { useEditor } from './editor';
import { MEASURES, measureSubject, subjectOf, subjects } from './subjects';
import type { MeasureNode, TestNode } from './tree';
import { useFilterWords } from './words';

/** A custom field that nobody has listed can be typed. */
const CUSTOM: Record<FilterOf, RegExp> = { people: /^profile\.\S+$/, interaction: /^property\.\S+$/ };

interface SubjectSelectProps {
  of: FilterOf;
  node: TestNode | MeasureNode;
  onSubject: (subject: string) => void;
}

/** What a condition is about: a field, or a measure of the interactions. */
export function SubjectSelect({ of, node, onSubject }: SubjectSelectProps) {
  const { t, field } = useFilterWords();
  const { fields, fresh } = useEditor();
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const chosen = subjectOf(node);
  const isFresh = fresh === node.id && chosen === '';
  useEffect(() => {
    if (isFresh) input.current?.focus();
  }, [isFresh]);

  const listed = subjects(fields, of);
  const known = new Set(listed.flatMap(([, infos]) => infos.map(({ name }) => name)));
  const extra = [chosen, typed.trim()].filter(
    (name, place, all) => !known.has(name) && all.indexOf(name) === place && (CUSTOM[of].test(name) || (name === chosen && node.type === 'test' && name !== '')),
  );
  const data = listed.map(([section, infos]) => ({
    group: t(`builder.section.${section}`),
    items: infos.map(({ name }) => ({ value: name, label: field(name) })),
  }));
  if (extra.length > 0) data.push({ group: t('builder.section.custom'), items: extra.map((name) => ({ value: name, label: field(name) })) });
  if (of === 'people') {
    const items = MEASURES.map((measure) => ({ value: measureSubject(measure), label: t(`builder.measure.${measure}`) }));
    data.splice(1, 0, { group: t('builder.section.behaviour'), items });
  }
  return (
    <Select
      ref={input}
      className={classes.subject}
      aria-label={t('builder.subject')}
      placeholder={t('builder.subjectHint')}
      data={data}
      value={chosen || null}
      onChange={(subject) => subject && onSubject(subject)}
      onSearchChange={setTyped}
      searchable
      allowDeselect={false}
      maxDropdownHeight={320}
      nothingFoundMessage={t(of === 'people' ? 'builder.customHint' : 'builder.propertyHint')}
      comboboxProps={{ width: 260, position: 'bottom-start', withinPortal: false }}
      data-testid="builder-subject"
    />
  );
}
