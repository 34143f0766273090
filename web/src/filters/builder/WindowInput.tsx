import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import classes from './Builder.module.css';
import { useEditor } from './editor';
import { readEvent, readSpan, UNITS, type Unit, writeEvent, writeSpan } from './spans';
import { ANY_KIND, type MeasureNode } from './tree';
import { type Mode, switched, type Window, windowMode } from './windows';
import { useFilterWords } from './words';

interface WindowInputProps {
  node: MeasureNode;
  onWindow: (window: Window) => void;
}

/** The event of a window; one that is more than a kind is shown as it is written. */
function EventInput({ event, onEvent }: { event: string; onEvent: (event: string) => void }) {
  const { t, kind: kindWord } = useFilterWords();
  const { fields } = useEditor();
  const read = readEvent(event);
  if (!read) return <TextInput aria-label={t('builder.event')} value={event} onChange={({ currentTarget }) => onEvent(currentTarget.value)} />;
  const kinds = fields.kinds.filter((kind) => kind !== ANY_KIND && kind !== read.kind);
  return (
    <>
      <NativeSelect
        aria-label={t('builder.which')}
        value={read.which}
        onChange={({ currentTarget }) => onEvent(writeEvent(currentTarget.value as 'first' | 'last', read.kind))}
        data={(['first', 'last'] as const).map((value) => ({ value, label: t(`builder.${value}`) }))}
      />
      <NativeSelect
        aria-label={t('builder.kind')}
        value={read.kind}
        onChange={({ currentTarget }) => onEvent(writeEvent(read.which, currentTarget.value))}
        data={[read.kind, ...kinds].map((value) => ({ value, label: kindWord(value) }))}
      />
      <span className={classes.word}>{t('builder.within')}</span>
    </>
  );
}

/** How long a window is; around an event it may be left empty. */
function LengthInput({ within, optional, onWithin }: { within: string; optional: boolean; onWithin: (within: string) => void }) {
  const { t } = useFilterWords();
  const span = readSpan(within);
  const set = (count: string | number, unit: Unit) => onWithin(count === '' ? '' : writeSpan({ count: Math.max(1, Number(count)), unit }));
  return (
    <>
      <NumberInput
        aria-label={t('builder.windowLength')}
        className={optional ? classes.number : classes.short}
        placeholder={optional ? t('builder.anyTime') : undefined}
        hideControls
        min={1}
        allowDecimal={false}
        value={span?.count ?? ''}
        onChange={(count) => (count === '' && !optional ? undefined : set(count, span?.unit ?? 'd'))}
      />
      {span && (
        <NativeSelect
          aria-label={t('builder.unit')}
          value={span.unit}
          onChange={({ currentTarget }) => set(span.count, currentTarget.value as Unit)}
          data={UNITS.map((unit) => ({ value: unit, label: t(`builder.units.${unit}`, { count: span.count }) }))}
        />
      )}
    </>
  );
}

/** Since when interactions count. */
export function WindowInput({ node, onWindow }: WindowInputProps) {
  const { t } = useFilterWords();
  const mode = windowMode(node);
  const window: Window = { within: node.within, before: node.before, after: node.after };
  const modes: Mode[] = node.measure === 'signal' ? ['ever', 'last'] : ['ever', 'last', 'before', 'after'];
  const around = mode === 'before' || mode === 'after';
  return (
    <span className={classes.window}>
      <NativeSelect
        aria-label={t('builder.window')}
        value={mode}
        onChange={({ currentTarget }) => onWindow(switched(window, currentTarget.value as Mode))}
        data={modes.map((value) => ({ value, label: t(`builder.windows.${value}`) }))}
      />
      {around && <EventInput event={node[mode]} onEvent={(event) => onWindow({ ...window, [mode]: event })} />}
      {mode !== 'ever' && <LengthInput within={node.within} optional={around} onWithin={(within) => onWindow({ ...window, within })} />}
    </span>
  );
}
