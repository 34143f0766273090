import { Checkbox, Drawer, NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWord } from '../../../i18n/useWord';
import { ConditionField } from '../fields/ConditionField';
import type { Stage } from '../types';
import type { StageFormProps } from './StageRow';

interface StageDrawerProps extends Omit<StageFormProps, 'stage'> {
  stage: Stage | null;
  onRename: (key: string) => void;
  onClose: () => void;
}

function Entering({ stage, stages, onPatch }: StageFormProps) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <>
      <Checkbox.Group
        label={t('model.stage.from')}
        description={t('model.stage.fromText')}
        value={stage.from ?? []}
        onChange={(from) => onPatch({ from: from.length > 0 ? from : undefined }, 'from')}
      >
        <Stack gap={6} mt={6}>
          {stages
            .filter((other) => other !== stage)
            .map((other) => (
              <Checkbox key={other.key} size="sm" value={other.key} label={word('modelName', other.name)} />
            ))}
        </Stack>
      </Checkbox.Group>
      <TextInput
        label={t('model.stage.inactivity')}
        description={t('model.stage.spanText')}
        placeholder="90d"
        value={stage.after_inactivity ?? ''}
        onChange={({ currentTarget }) => onPatch({ after_inactivity: currentTarget.value || undefined }, 'after_inactivity')}
      />
      <TextInput
        label={t('model.stage.tenure')}
        description={t('model.stage.tenureText')}
        placeholder="365d"
        value={stage.after_tenure ?? ''}
        onChange={({ currentTarget }) => onPatch({ after_tenure: currentTarget.value || undefined }, 'after_tenure')}
      />
    </>
  );
}

function Leaving({ stage, stages, onPatch }: StageFormProps) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <>
      <ConditionField
        of="people"
        label={t('model.stage.leaveWhen')}
        labelled
        optional
        value={stage.leave_when ?? ''}
        placeholder={t('model.stage.never')}
        onChange={(leave_when) => onPatch({ leave_when: leave_when || undefined }, 'leave_when')}
      />
      <NativeSelect
        label={t('model.stage.leaveTo')}
        data={[
          { value: '', label: t('model.stage.leaveBack') },
          ...stages.filter((other) => other !== stage).map(({ key, name }) => ({ value: key, label: word('modelName', name) })),
        ]}
        value={stage.leave_to ?? ''}
        onChange={({ currentTarget }) => onPatch({ leave_to: currentTarget.value || undefined }, 'leave_to')}
      />
    </>
  );
}

/** Everything about one stage but its gate. */
export function StageDrawer({ stage, stages, onPatch, onRename, onClose }: StageDrawerProps) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <Drawer
      opened={stage !== null}
      onClose={onClose}
      position="right"
      size="md"
      title={stage && word('modelName', stage.name)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {stage && (
        <Stack gap="lg">
          <TextInput label={t('model.stage.key')} description={t('model.stage.keyText')} value={stage.key} onChange={({ currentTarget }) => onRename(currentTarget.value)} />
          <Entering stage={stage} stages={stages} onPatch={onPatch} />
          <Leaving stage={stage} stages={stages} onPatch={onPatch} />
          <Switch
            label={t('model.stage.customer')}
            description={t('model.stage.customerText')}
            checked={stage.customer ?? false}
            onChange={({ currentTarget }) => onPatch({ customer: currentTarget.checked || undefined }, 'customer')}
          />
        </Stack>
      )}
    </Drawer>
  );
}
