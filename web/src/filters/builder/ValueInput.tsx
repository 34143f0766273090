import { NativeSelect, NumberInput, TagsInput } from '@mantine/core';
import type { FieldInfo, FilterOf } from '../types';
import classes from './Builder.module.css';
import { DateValue } from './DateValue';
import { useEditor } from './editor';
import { arity } from './operators';
import { ManyTexts, OneText } from './TextValues';
import type { MeasureNode, TestNode, Value } from './tree';
import { useFilterWords } from './words';

interface ValueInputProps {
  node: TestNode | MeasureNode;
  info: FieldInfo;
  of: FilterOf;
  onValues: (values: Value[]) => void;
}

/** Operators that make a custom field a number. */
const ORDER = new Set(['>', '>=', '<', '<=', 'between']);

type Shape = 'number' | 'date' | 'boolean' | 'choice' | 'text';

/** What kind of input a value needs. */
function shapeOf({ type, values }: FieldInfo, op: string): Shape {
  if (type === 'number' || type === 'money' || type === 'count') return 'number';
  if (type === 'custom' && ORDER.has(op)) return 'number';
  if (type === 'date' || type === 'boolean') return type;
  return values.length > 0 && op !== '~' && op !== '!~' ? 'choice' : 'text';
}

function One({ shape, info, of, value, place, onValue }: {
  shape: Shape;
  info: FieldInfo;
  of: FilterOf;
  value: Value | undefined;
  place: number;
  onValue: (value: Value) => void;
}) {
  const { t, value: word } = useFilterWords();
  const label = place === 0 ? t('builder.value') : t('builder.secondValue');
  if (shape === 'number') {
    return <NumberInput aria-label={label} hideControls value={typeof value === 'boolean' ? '' : (value ?? '')} onChange={onValue} className={classes.number} />;
  }
  if (shape === 'date') return <DateValue label={label} value={String(value ?? '')} onValue={onValue} />;
  if (shape === 'boolean') {
    const data = [true, false].map((yes) => ({ value: String(yes), label: yes ? t('builder.yes') : t('builder.no') }));
    return <NativeSelect aria-label={label} value={String(value ?? '')} onChange={(event) => onValue(event.currentTarget.value === 'true')} data={data} />;
  }
  if (shape === 'choice') {
    const known = value === undefined || value === '' || info.values.includes(String(value)) ? info.values : [...info.values, String(value)];
    const data = known.map((given) => ({ value: given, label: word(info, given) }));
    const empty = { value: '', label: t('builder.choose'), disabled: true };
    return <NativeSelect aria-label={label} value={String(value ?? '')} onChange={(event) => onValue(event.currentTarget.value)} data={[empty, ...data]} />;
  }
  return <OneText label={label} of={of} field={info.name} value={String(value ?? '')} onValue={onValue} />;
}

/** The values of a condition, in the inputs that their type and operator need. */
export function ValueInput({ node, info, of, onValues }: ValueInputProps) {
  const { t, value: word } = useFilterWords();
  const { fields } = useEditor();
  const shape = shapeOf(info, node.op);
  const texts = node.values.map(String);
  switch (arity(node.op)) {
    case 'none':
      return null;
    case 'list': {
      const data = fields.lists.map((list) => ({ value: list, label: list }));
      const empty = { value: '', label: t('builder.chooseList'), disabled: true };
      return <NativeSelect aria-label={t('builder.value')} value={texts[0] ?? ''} onChange={(event) => onValues([event.currentTarget.value])} data={[empty, ...data]} />;
    }
    case 'two':
      return (
        <span className={classes.pair}>
          {[0, 1].map((place) => (
            <One key={place} shape={shape} info={info} of={of} place={place} value={node.values[place]} onValue={(value) => onValues([0, 1].map((at) => (at === place ? value : (node.values[at] ?? ''))))} />
          ))}
        </span>
      );
    case 'many':
      if (shape === 'choice') {
        // The field shows words and the filter says keys, so the words are turned back.
        const byWord = new Map(info.values.map((given) => [word(info, given), given]));
        return <TagsInput aria-label={t('builder.values')} comboboxProps={{ withinPortal: false }} data={[...byWord.keys()]} value={texts.map((given) => word(info, given))} onChange={(words) => onValues(words.map((given) => byWord.get(given) ?? given))} />;
      }
      if (shape === 'number') {
        return <TagsInput aria-label={t('builder.values')} placeholder={t('builder.manyHint')} value={texts} onChange={(all) => onValues(all.map(Number).filter(Number.isFinite))} />;
      }
      return <ManyTexts of={of} field={info.name} values={texts} onValues={onValues} />;
    default:
      return <One shape={shape} info={info} of={of} place={0} value={node.values[0]} onValue={(value) => onValues([value])} />;
  }
}
