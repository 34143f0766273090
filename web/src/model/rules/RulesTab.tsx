import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelDoc, RuleKind } from '../../api/modelTypes';
import { EmptyState } from '../../shared/states';
import { type AnyRule, newEngagementRule, newFitRule } from '../doc/changes';
import { inserted, moved, removed, replaced, uniqueName } from '../doc/edit';
import { faultsOf } from '../doc/places';
import { useEditor } from '../draft/editorContext';
import { rangeOf } from '../fields/PointsField';
import { Grip } from './Grip';
import { arranged, effectsByName, type Order } from './order';
import { RuleDrawer } from './RuleDrawer';
import { RuleMenu } from './RuleMenu';
import { RuleRow } from './RuleRow';
import classes from './Rules.module.css';
import { RulesToolbar } from './RulesToolbar';
import { useReorder } from './useReorder';

/** Changes the rules of one kind. */
function useRules(kind: RuleKind) {
  const { doc, edit } = useEditor();
  const rules: readonly AnyRule[] = doc[kind];
  const change = useCallback(
    (next: (rules: readonly AnyRule[]) => readonly AnyRule[], key?: string) =>
      edit((doc): ModelDoc => ({ ...doc, [kind]: next(doc[kind]) }), key),
    [edit, kind],
  );
  const update = useCallback(
    (index: number, rule: AnyRule, field: string) => change((all) => replaced(all, index, rule), `${kind}.${index}.${field}`),
    [change, kind],
  );
  return { rules, change, update };
}

/** The rules of engagement or of fit, each with what it does. */
export function RulesTab({ kind }: { kind: RuleKind }) {
  const { t } = useTranslation();
  const { doc, faults, effect, stale } = useEditor();
  const { rules, change, update } = useRules(kind);
  const [order, setOrder] = useState<Order>('file');
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<number | null>(null);
  const effects = useMemo(() => effectsByName(effect?.rules ?? [], kind), [effect, kind]);
  // The sliders keep their ends while they move: they follow what the rules were at the start.
  const [range, setRange] = useState(() => rangeOf(rules.map((rule) => rule.points ?? 0)));
  const widest = rangeOf([...range, ...rules.map((rule) => rule.points ?? 0)]);
  if (widest[0] < range[0] || widest[1] > range[1]) setRange(widest);
  const shown = arranged(rules, order, search, effects);
  const inOrder = order === 'file' && search === '';
  const reorder = useReorder(rules.length, (from, to) => change((all) => moved(all, from, to)));

  const add = () => {
    const rule = kind === 'engagement' ? newEngagementRule(doc, t('model.rule.new')) : newFitRule(doc, t('model.rule.new'));
    setSearch('');
    setOrder('file');
    change((all) => [rule, ...all]);
  };
  const duplicate = (index: number) =>
    change((all) => {
      const rule = all[index];
      if (!rule) return all;
      return inserted(all, index + 1, { ...rule, name: uniqueName(rule.name, all.map(({ name }) => name)) });
    });

  return (
    <section aria-label={t(`model.tab.${kind}`)}>
      <RulesToolbar count={rules.length} order={order} onOrder={setOrder} search={search} onSearch={setSearch} onAdd={add} />
      {rules.length === 0 && (
        <EmptyState
          title={t('model.rule.none')}
          text={t(`model.rule.noneText.${kind}`)}
          action={
            <Button leftSection={<IconPlus size={16} />} onClick={add}>
              {t('model.rule.add')}
            </Button>
          }
        />
      )}
      {rules.length > 0 && shown.length === 0 && <p className={classes.nothing}>{t('model.rule.notFound')}</p>}
      <ol className={classes.rows}>
        {shown.map(({ rule, index }) => (
          <li key={index} className={classes.row} data-testid="rule-row" {...(inOrder ? reorder.target(index) : {})}>
            {inOrder ? <Grip name={rule.name} index={index} reorder={reorder} /> : <span />}
            <RuleRow
              kind={kind}
              rule={rule}
              index={index}
              range={range}
              effect={effects.get(rule.name)}
              stale={stale}
              faults={faultsOf(faults, kind, rule.name)}
              onChange={update}
              onOptions={setOpened}
            />
            <div className={classes.menuCell}>
              <RuleMenu
                name={rule.name}
                onOptions={() => setOpened(index)}
                onDuplicate={() => duplicate(index)}
                onUp={inOrder && index > 0 ? () => reorder.move(index, index - 1) : undefined}
                onDown={inOrder && index < rules.length - 1 ? () => reorder.move(index, index + 1) : undefined}
                onDelete={() => change((all) => removed(all, index))}
              />
            </div>
          </li>
        ))}
      </ol>
      <RuleDrawer
        rule={opened === null ? null : (rules[opened] ?? null)}
        groups={doc.group.map((group) => group.name)}
        onChange={(rule, field) => opened !== null && update(opened, rule, field)}
        onClose={() => setOpened(null)}
      />
    </section>
  );
}
