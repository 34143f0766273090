import { NativeSelect } from '@mantine/core';
import { useCallback } from 'react';
import type { FieldType, FilterOf } from '../types';
import classes from './Builder.module.css';
import { fieldInfo, useEditor } from './editor';
import { isComplete } from './json';
import { MeasureKind, MeasureScope } from './MeasureParts';
import { DATE_OPS, NUMBER_OPS, offered } from './operators';
import { RowNote, RowTools } from './RowTools';
import { SubjectSelect } from './SubjectSelect';
import { withOp, withSubject } from './subjects';
import type { MeasureNode, TestNode } from './tree';
import { ValueInput } from './ValueInput';
import { useFilterWords } from './words';

interface RowEditorProps {
  node: TestNode | MeasureNode;
  of: FilterOf;
  onRemove: () => void;
}

interface OperatorsProps {
  node: TestNode | MeasureNode;
  type: FieldType;
  operators: string[];
  onOp: (op: string) => void;
}

function Operators({ node, type, operators, onOp }: OperatorsProps) {
  const { t, operator } = useFilterWords();
  return (
    <NativeSelect
      className={classes.operator}
      aria-label={t('builder.operator')}
      value={node.op}
      onChange={({ currentTarget }) => onOp(currentTarget.value)}
      data={offered(operators, node.op).map((op) => ({ value: op, label: operator(op, type) }))}
      data-testid="builder-operator"
    />
  );
}

/** One condition: what it is about, how it is compared, and with what. */
export function RowEditor({ node, of, onRemove }: RowEditorProps) {
  const { fields, faults, change } = useEditor();
  const set = useCallback((next: TestNode | MeasureNode) => change(node.id, () => next), [change, node.id]);
  const info = fieldInfo(fields, of, node.field);
  const dated = node.type === 'measure' && (node.measure === 'first' || node.measure === 'last');
  const type = node.type === 'test' ? info.type : dated ? 'date' : node.measure === 'sum' ? 'money' : 'count';
  const operators = node.type === 'test' ? info.operators : dated ? DATE_OPS : NUMBER_OPS;
  const fault = faults.get(node.id);
  const empty = node.type === 'test' && node.field === '';
  return (
    <li className={classes.row} data-negated={node.negated} data-fault={fault !== undefined} data-testid="builder-row">
      <div className={classes.parts}>
        <SubjectSelect of={of} node={node} onSubject={(subject) => set(withSubject(node, subject, (name) => fieldInfo(fields, of, name)))} />
        {node.type === 'measure' && <MeasureKind node={node} onNode={set} />}
        {!empty && <Operators node={node} type={type} operators={operators} onOp={(op) => set(withOp(node, op))} />}
        {!empty && (
          <span className={classes.value} data-narrow={node.type === 'measure'}>
            {node.type === 'test' ? (
              <ValueInput node={node} info={info} of={of} onValues={(values) => set({ ...node, values })} />
            ) : (
              <ValueInput node={node} info={{ name: '', type, operators, values: [] }} of={of} onValues={(values) => set({ ...node, values })} />
            )}
          </span>
        )}
        {node.type === 'measure' && <MeasureScope node={node} onNode={set} />}
      </div>
      <RowTools node={node} onRemove={onRemove} />
      <RowNote fault={fault} complete={isComplete(node)} />
    </li>
  );
}
