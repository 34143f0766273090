import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../shared/Panel';
import { removed, replaced } from '../doc/edit';
import { useEditor } from '../draft/editorContext';
import { NumberField } from '../fields/NumberField';
import type { Grade } from '../types';
import classes from './Settings.module.css';

/** The letter after the last one, with a bound somewhat lower. */
export function nextGrade(grades: readonly Grade[]): Grade {
  const last = grades.at(-1);
  if (!last) return { letter: 'A', from: 50 };
  const letter = String.fromCodePoint((last.letter.codePointAt(0) ?? 64) + 1);
  return { letter, from: last.from - 20 };
}

/** Letters for fit, best first. */
export function Grades() {
  const { t } = useTranslation();
  const { doc, edit } = useEditor();
  const patch = (index: number, grade: Grade, field: string) =>
    edit((doc) => ({ ...doc, grade: replaced(doc.grade, index, grade) }), `grade.${index}.${field}`);
  return (
    <Panel title={t('model.grade.title')} aside={t('model.grade.lead')}>
      <div className={classes.grades}>
        {doc.grade.map((grade, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the letter is being typed in
          <div key={index} className={classes.grade}>
            <TextInput
              size="xs"
              className={classes.letter}
              label={t('model.grade.letter')}
              value={grade.letter}
              maxLength={3}
              onChange={({ currentTarget }) => patch(index, { ...grade, letter: currentTarget.value }, 'letter')}
            />
            <NumberField
              className={classes.small}
              labelled
              label={t('model.grade.from')}
              value={grade.from}
              onChange={(from) => from !== undefined && patch(index, { ...grade, from }, 'from')}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('model.row.deleteOf', { name: grade.letter })}
              onClick={() => edit((doc) => ({ ...doc, grade: removed(doc.grade, index) }))}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        ))}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => edit((doc) => ({ ...doc, grade: [...doc.grade, nextGrade(doc.grade)] }))}
        >
          {t('model.grade.add')}
        </Button>
      </div>
    </Panel>
  );
}
