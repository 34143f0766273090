import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import classes from './Builder.module.css';
import { useEditor } from './editor';
import { GroupEditor } from './GroupEditor';
import { OneText } from './TextValues';
import { type MeasureNode, newTest } from './tree';
import { useFilterWords } from './words';
import { WindowInput } from './WindowInput';

/** Chooses a kind of interactions; one that is not listed stays as it is. */
export function KindSelect({ kind, onKind }: { kind: string; onKind: (kind: string) => void }) {
  const { t, kind: word } = useFilterWords();
  const { fields } = useEditor();
  const kinds = fields.kinds.includes(kind) ? fields.kinds : [kind, ...fields.kinds];
  return (
    <NativeSelect
      className={classes.kind}
      aria-label={t('builder.kind')}
      value={kind}
      onChange={({ currentTarget }) => onKind(currentTarget.value)}
      data={kinds.map((value) => ({ value, label: word(value) }))}
      data-testid="builder-kind"
    />
  );
}

interface MeasurePartsProps {
  node: MeasureNode;
  onNode: (node: MeasureNode) => void;
}

/** Which kind of interactions a measure takes together, and what of them. */
export function MeasureKind({ node, onNode }: MeasurePartsProps) {
  const { t, field } = useFilterWords();
  const { fields } = useEditor();
  if (node.measure === 'signal') {
    const signal = fields.people.find(({ name }) => name === 'signal');
    const known = signal?.values ?? [];
    if (known.length === 0) return <OneText label={t('builder.measure.signal')} of="people" field="signal" value={node.kind} onValue={(kind) => onNode({ ...node, kind })} />;
    const data = known.includes(node.kind) || node.kind === '' ? known : [node.kind, ...known];
    return <NativeSelect aria-label={t('builder.measure.signal')} value={node.kind} onChange={({ currentTarget }) => onNode({ ...node, kind: currentTarget.value })} data={[{ value: '', label: t('builder.choose'), disabled: true }, ...data]} />;
  }
  const sums = fields.interaction.filter(({ type, name }) => (type === 'number' || type === 'money') && !name.endsWith('.'));
  return (
    <>
      {node.measure === 'sum' && (
        <NativeSelect
          aria-label={t('builder.summed')}
          value={node.field}
          onChange={({ currentTarget }) => onNode({ ...node, field: currentTarget.value })}
          data={[...new Set([...sums.map(({ name }) => name), node.field])].map((name) => ({ value: name, label: field(name) }))}
        />
      )}
      <KindSelect kind={node.kind} onKind={(kind) => onNode({ ...node, kind })} />
    </>
  );
}

/** Since when interactions count, and further conditions on them. */
export function MeasureScope({ node, onNode }: MeasurePartsProps) {
  const { t } = useFilterWords();
  const { add } = useEditor();
  return (
    <>
      {(node.measure === 'count' || node.measure === 'sum' || node.measure === 'signal' || node.within !== '') && (
        <WindowInput node={node} onWindow={(window) => onNode({ ...node, ...window })} />
      )}
      {node.measure === 'signal' ? null : node.where.items.length === 0 ? (
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => add(node.where.id, newTest('', '='))}>
          {t('builder.where')}
        </Button>
      ) : (
        <div className={classes.inner}>
          <span className={classes.word}>{t('builder.whereWord')}</span>
          <GroupEditor group={node.where} of="interaction" />
        </div>
      )}
    </>
  );
}
