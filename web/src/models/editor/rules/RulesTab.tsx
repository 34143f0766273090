import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWord } from '../../../i18n/useWord';
import { EmptyState } from '../../../shared/states';
import { type AnyRule, newEngagementRule, newFitRule } from '../doc/changes';
import { faultsOf } from '../doc/places';
import { useEditor } from '../draft/editorContext';
import { rangeOf } from '../fields/PointsField';
import type { RuleKind } from '../types';
import { arranged, effectsByName, type Order } from './order';
import { RuleDrawer } from './RuleDrawer';
import { RuleItem } from './RuleItem';
import classes from './Rules.module.css';
import { RulesToolbar } from './RulesToolbar';
import { useReorder } from './useReorder';
import { useRules } from './useRules';

/** The ends of the sliders. They hold still while a slider moves, and go out when a number lies outside. */
function useRange(rules: readonly AnyRule[]): readonly [number, number] {
  const points = rules.map((rule) => rule.points ?? 0);
  const [range, setRange] = useState(() => rangeOf(points));
  const widest = rangeOf([...range, ...points]);
  if (widest[0] < range[0] || widest[1] > range[1]) setRange(widest);
  return range;
}

/** The rules of engagement or of fit, each with what it does. */
export function RulesTab({ kind }: { kind: RuleKind }) {
  const { t, i18n } = useTranslation();
  const word = useWord();
  const { doc, faults, effect, stale } = useEditor();
  const [opened, setOpened] = useState<number | null>(null);
  const { rules, acts, move, add } = useRules(kind, setOpened);
  const [order, setOrder] = useState<Order>('file');
  const [search, setSearch] = useState('');
  const effects = useMemo(() => effectsByName(effect?.rules ?? [], kind), [effect, kind]);
  const range = useRange(rules);
  const reorder = useReorder(rules.length, move);
  const shown = arranged(rules, order, search, effects, (name) => word('modelName', name), i18n.language);
  const inOrder = order === 'file' && search === '';
  const addNew = () => {
    setSearch('');
    setOrder('file');
    add(kind === 'engagement' ? newEngagementRule(doc, t('model.rule.new')) : newFitRule(doc, t('model.rule.new')));
  };

  return (
    <section aria-label={t(`model.tab.${kind}`)}>
      <RulesToolbar count={rules.length} order={order} onOrder={setOrder} search={search} onSearch={setSearch} onAdd={addNew} />
      {rules.length === 0 && (
        <EmptyState
          title={t('model.rule.none')}
          text={t(`model.rule.noneText.${kind}`)}
          action={
            <Button leftSection={<IconPlus size={16} />} onClick={addNew}>
              {t('model.rule.add')}
            </Button>
          }
        />
      )}
      {rules.length > 0 && shown.length === 0 && <p className={classes.nothing}>{t('model.rule.notFound')}</p>}
      <ol className={classes.rows} data-stale={stale}>
        {shown.map(({ rule, index }) => (
          <RuleItem
            key={index}
            kind={kind}
            rule={rule}
            index={index}
            last={index === rules.length - 1}
            range={range}
            effect={effects.get(rule.name)}
            faults={faultsOf(faults, kind, rule.name)}
            acts={acts}
            reorder={inOrder ? reorder.acts : undefined}
            mark={reorder.mark(index)}
          />
        ))}
      </ol>
      <RuleDrawer
        rule={opened === null ? null : (rules[opened] ?? null)}
        groups={doc.group.map((group) => group.name)}
        onChange={(rule, field) => opened !== null && acts.change(opened, rule, field)}
        onClose={() => setOpened(null)}
      />
    </section>
  );
}
