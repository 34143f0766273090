import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../shared/Panel';
import { removeGroup, renameGroup } from '../doc/changes';
import { patched, replaced, uniqueName } from '../doc/edit';
import { useEditor } from '../draft/editorContext';
import { NumberField } from '../fields/NumberField';
import type { RuleGroup } from '../types';
import classes from './Settings.module.css';

/** Caps that several rules share. */
export function Groups() {
  const { t } = useTranslation();
  const { doc, edit } = useEditor();
  const patch = (index: number, group: RuleGroup, changes: Partial<RuleGroup>) =>
    edit((doc) => ({ ...doc, group: replaced(doc.group, index, patched(group, changes)) }), `group.${index}.${Object.keys(changes)[0]}`);
  const add = () => {
    const name = uniqueName(t('model.group.new'), doc.group.map((group) => group.name));
    edit((doc) => ({ ...doc, group: [...doc.group, { name, at_most: 20, per: 'day' }] }));
  };
  return (
    <Panel title={t('model.group.title')} aside={t('model.group.lead')}>
      {doc.group.map((group, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the name is being typed in
        <div key={index} className={classes.line}>
          <TextInput
            size="xs"
            className={classes.grow}
            label={t('model.group.name')}
            value={group.name}
            onChange={({ currentTarget }) => {
              const { value } = currentTarget;
              edit((doc) => renameGroup(doc, index, value), `group.${index}.name`);
            }}
          />
          <NumberField
            className={classes.small}
            labelled
            label={t('model.group.atMost')}
            value={group.at_most}
            onChange={(at_most) => at_most !== undefined && patch(index, group, { at_most })}
          />
          <TextInput
            size="xs"
            className={classes.small}
            label={t('model.group.per')}
            placeholder={t('model.cap.ever')}
            value={group.per ?? ''}
            onChange={({ currentTarget }) => patch(index, group, { per: currentTarget.value || undefined })}
          />
          <ActionIcon variant="subtle" color="gray" aria-label={t('model.row.deleteOf', { name: group.name })} onClick={() => edit((doc) => removeGroup(doc, index))}>
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        {t('model.group.add')}
      </Button>
    </Panel>
  );
}
