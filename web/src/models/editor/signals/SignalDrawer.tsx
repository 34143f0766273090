import { Drawer, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWord } from '../../../i18n/useWord';
import { ConditionField } from '../fields/ConditionField';
import { NumberField } from '../fields/NumberField';
import type { Signal } from '../types';
import classes from './Signals.module.css';

interface SignalFormProps {
  signal: Signal;
  onPatch: (patch: Partial<Signal>, field: string) => void;
}

interface SignalDrawerProps extends Omit<SignalFormProps, 'signal'> {
  signal: Signal | null;
  onClose: () => void;
}

/** Settings that are spans of time such as "7d". */
const SPANS = ['within', 'baseline', 'after', 'cool_down'] as const;
/** Settings that are numbers. */
const NUMBERS = ['at_least', 'people', 'times_baseline'] as const;

function SignalForm({ signal, onPatch }: SignalFormProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <TextInput label={t('model.signal.key')} description={t('model.signal.keyText')} value={signal.key} onChange={({ currentTarget }) => onPatch({ key: currentTarget.value }, 'key')} />
      <div className={classes.fields}>
        {NUMBERS.map((field) => (
          <NumberField
            key={field}
            size="sm"
            labelled
            optional
            min={0}
            label={t(`model.signal.${field}`)}
            value={signal[field]}
            onChange={(value) => onPatch({ [field]: value }, field)}
          />
        ))}
        {SPANS.map((field) => (
          <TextInput
            key={field}
            label={t(`model.signal.${field}`)}
            placeholder="7d"
            value={signal[field] ?? ''}
            onChange={({ currentTarget }) => onPatch({ [field]: currentTarget.value || undefined }, field)}
          />
        ))}
      </div>
      <ConditionField
        of="interaction"
        label={t('model.signal.until')}
        labelled
        optional
        value={signal.until ?? ''}
        onChange={(until) => onPatch({ until: until || undefined }, 'until')}
      />
      {!signal.detector && (
        <>
          <ConditionField
            of="interaction"
            label={t('model.signal.on')}
            labelled
            optional
            value={signal.on ?? ''}
            onChange={(on) => onPatch({ on: on || undefined }, 'on')}
          />
          <ConditionField
            of="people"
            label={t('model.signal.when')}
            labelled
            optional
            value={signal.when ?? ''}
            onChange={(when) => onPatch({ when: when || undefined }, 'when')}
          />
        </>
      )}
    </Stack>
  );
}

/** Everything about one signal. */
export function SignalDrawer({ signal, onPatch, onClose }: SignalDrawerProps) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <Drawer
      opened={signal !== null}
      onClose={onClose}
      position="right"
      size="md"
      title={signal && word('modelName', signal.name)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {signal && <SignalForm signal={signal} onPatch={onPatch} />}
    </Drawer>
  );
}
