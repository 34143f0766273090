import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSays } from '../../../i18n/useSays';
import { Coded } from '../../../shared/Coded';
import { EmptyState } from '../../../shared/states';
import { inserted, keyFrom, moved, patched, removed, uniqueName } from '../doc/edit';
import { faultsOf } from '../doc/places';
import { useEditor } from '../draft/editorContext';
import { ConditionField } from '../fields/ConditionField';
import { Row } from '../rules/Row';
import rows from '../rules/Rules.module.css';
import { useReorder } from '../rules/useReorder';
import { DETECTORS, type Detector, type Signal } from '../types';
import { SignalDrawer } from './SignalDrawer';
import classes from './Signals.module.css';
import { useSignalWords } from './useSignalWords';

function copyOf(signal: Signal, all: readonly Signal[]): Signal {
  const name = uniqueName(signal.name, all.map((other) => other.name));
  return { ...signal, name, key: keyFrom(name, all.map((other) => other.key)) };
}

interface SignalRowProps {
  signal: Signal;
  onPatch: (patch: Partial<Signal>, field: string) => void;
  onOptions: () => void;
}

/** A signal of a detector looks at interactions; one of a condition at people. */
function SignalFields({ signal, onPatch, onOptions }: SignalRowProps) {
  const { t } = useTranslation();
  const words = useSignalWords(signal);
  return (
    <>
      <TextInput
        className={rows.name}
        variant="unstyled"
        size="xs"
        aria-label={t('model.signal.name')}
        value={signal.name}
        onChange={({ currentTarget }) => onPatch({ name: currentTarget.value }, 'name')}
      />
      <div className={rows.pointsCell}>
        <NativeSelect
          size="xs"
          aria-label={t('model.signal.detectorOf', { name: signal.name })}
          data={[{ value: '', label: t('model.detector.condition') }, ...DETECTORS.map((value) => ({ value, label: t(`model.detector.${value}`) }))]}
          value={signal.detector ?? ''}
          onChange={({ currentTarget }) => onPatch({ detector: (currentTarget.value || undefined) as Detector | undefined }, 'detector')}
        />
      </div>
      <div className={classes.condition}>
        {signal.detector === 'company_surge' ? null : signal.detector ? (
          <ConditionField
            of="interaction"
            label={t('model.signal.interactionsOf', { name: signal.name })}
            value={signal.interactions ?? ''}
            onChange={(interactions) => onPatch({ interactions: interactions || undefined }, 'interactions')}
            optional
            placeholder={t('model.signal.anyInteraction')}
          />
        ) : (
          <ConditionField
            of={signal.on !== undefined && signal.when === undefined ? 'interaction' : 'people'}
            label={t('model.signal.conditionOf', { name: signal.name })}
            value={signal.when ?? signal.on ?? ''}
            onChange={(condition) => onPatch(signal.on !== undefined && signal.when === undefined ? { on: condition } : { when: condition }, 'when')}
          />
        )}
      </div>
      <div className={rows.footCell}>
        <button type="button" className={rows.extras} onClick={onOptions}>
          {[signal.key, ...words].map((part) => (
            <span key={part} className={rows.extra}>
              {part}
            </span>
          ))}
        </button>
      </div>
    </>
  );
}

/** The buying signals that the model looks for. */
export function SignalsTab() {
  const { t } = useTranslation();
  const says = useSays();
  const { doc, faults, edit } = useEditor();
  const [opened, setOpened] = useState<number | null>(null);
  const signals = doc.signal ?? [];
  const change = (next: (all: Signal[]) => Signal[], key?: string) => edit((doc) => ({ ...doc, signal: next(doc.signal ?? []) }), key);
  const patch = (index: number, changes: Partial<Signal>, field: string) =>
    change((all) => all.map((signal, place) => (place === index ? patched(signal, changes) : signal)), `signal.${index}.${field}`);
  const reorder = useReorder(signals.length, (from, to) => change((all) => moved(all, from, to)));
  const add = () =>
    change((all) => [...all, copyOf({ key: '', name: t('model.signal.new'), detector: 'frequent', interactions: 'page', at_least: 5, within: '7d' }, all)]);
  const button = (
    <Button size="xs" variant="light" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
      {t('model.signal.add')}
    </Button>
  );

  return (
    <section aria-label={t('model.tab.signals')}>
      <div className={rows.toolbar}>
        <span className={rows.count}>{t('model.signal.lead')}</span>
        {signals.length > 0 && button}
      </div>
      {signals.length === 0 && <EmptyState title={t('model.signal.none')} text={t('model.signal.noneText')} action={button} />}
      <ol className={rows.rows}>
        {signals.map((signal, index) => (
          <Row
            // oxlint-disable-next-line react/no-array-index-key -- names are being typed in
            key={index}
            name={signal.name}
            index={index}
            testId="signal-row"
            reorder={reorder.acts}
            mark={reorder.mark(index)}
            menu={{
              onOptions: () => setOpened(index),
              onDuplicate: () => change((all) => inserted(all, index + 1, copyOf(signal, all))),
              onUp: index > 0 ? () => reorder.acts.move(index, index - 1) : undefined,
              onDown: index < signals.length - 1 ? () => reorder.acts.move(index, index + 1) : undefined,
              onDelete: () => change((all) => removed(all, index)),
            }}
          >
            <SignalFields signal={signal} onPatch={(changes, field) => patch(index, changes, field)} onOptions={() => setOpened(index)} />
            {[...faultsOf(faults, 'signals', signal.key), ...faultsOf(faults, 'signals', signal.name)].map((fault) => (
              <div key={`${fault.place}${fault.message}`} className={rows.fault} role="alert">
                <Coded text={says(fault)} />
              </div>
            ))}
          </Row>
        ))}
      </ol>
      <SignalDrawer
        signal={opened === null ? null : (signals[opened] ?? null)}
        onPatch={(changes, field) => opened !== null && patch(opened, changes, field)}
        onClose={() => setOpened(null)}
      />
    </section>
  );
}
