import { NativeSelect, NumberInput } from '@mantine/core';
import classes from './Builder.module.css';
import { useEditor } from './editor';
import { readEvent, readSpan, UNITS, type Unit, writeEvent, writeSpan } from './spans';
import { ANY_KIND, type MeasureNode } from './tree';
import { useFilterWords } from './words';

type Mode = 'ever' | 'last' | 'before';

interface WindowInputProps {
  node: MeasureNode;
  onWindow: (window: Pick<MeasureNode, 'within' | 'before'>) => void;
}

function modeOf({ within, before }: MeasureNode): Mode {
  if (before) return 'before';
  return within ? 'last' : 'ever';
}

/** From when on interactions count: ever, the last days, or the days before an event. */
export function WindowInput({ node, onWindow }: WindowInputProps) {
  const { t, kind: kindWord } = useFilterWords();
  const { fields } = useEditor();
  const span = readSpan(node.within) ?? { count: 7, unit: 'd' };
  const event = readEvent(node.before) ?? { which: 'first', kind: 'order' };
  const mode = modeOf(node);
  const within = (next: { count?: number; unit?: Unit }) => onWindow({ within: writeSpan({ ...span, ...next }), before: node.before });
  const ends = (next: { which?: 'first' | 'last'; kind?: string }) => {
    const { which, kind } = { ...event, ...next };
    onWindow({ within: writeSpan(span), before: writeEvent(which as 'first' | 'last', kind) });
  };
  const switchTo = (next: string) => {
    if (next === 'ever') onWindow({ within: '', before: '' });
    else if (next === 'last') onWindow({ within: writeSpan(span), before: '' });
    else ends({});
  };
  return (
    <span className={classes.window}>
      <NativeSelect
        aria-label={t('builder.window')}
        value={mode}
        onChange={({ currentTarget }) => switchTo(currentTarget.value)}
        data={(['ever', 'last', 'before'] as const).map((value) => ({ value, label: t(`builder.windows.${value}`) }))}
      />
      {mode !== 'ever' && (
        <>
          <NumberInput aria-label={t('builder.windowLength')} className={classes.short} hideControls min={1} allowDecimal={false} value={span.count} onChange={(count) => within({ count: Math.max(1, Number(count)) })} />
          <NativeSelect aria-label={t('builder.unit')} value={span.unit} onChange={({ currentTarget }) => within({ unit: currentTarget.value as Unit })} data={UNITS.map((unit) => ({ value: unit, label: t(`builder.units.${unit}`) }))} />
        </>
      )}
      {mode === 'before' && (
        <>
          <span className={classes.word}>{t('builder.beforeThe')}</span>
          <NativeSelect aria-label={t('builder.which')} value={event.which} onChange={({ currentTarget }) => ends({ which: currentTarget.value as 'first' | 'last' })} data={(['first', 'last'] as const).map((value) => ({ value, label: t(`builder.${value}`) }))} />
          <NativeSelect aria-label={t('builder.kind')} value={event.kind} onChange={({ currentTarget }) => ends({ kind: currentTarget.value })} data={fields.kinds.filter((kind) => kind !== ANY_KIND).map((value) => ({ value, label: kindWord(value) }))} />
        </>
      )}
    </span>
  );
}
