import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSays } from '../../../i18n/useSays';
import { useWord } from '../../../i18n/useWord';
import { Coded } from '../../../shared/Coded';
import { type AnyRule, conditionOf } from '../doc/changes';
import { patched } from '../doc/edit';
import { isOfCondition } from '../doc/places';
import { CapField } from '../fields/CapField';
import { ConditionField } from '../fields/ConditionField';
import { PointsField } from '../fields/PointsField';
import { DECAYS, type Decay, type EngagementRule, type Fault, type FitRule, type RuleEffect, type RuleKind } from '../types';
import { DisqualifyField } from './DisqualifyField';
import { RuleEffectLine } from './RuleEffectLine';
import { RuleExtras } from './RuleExtras';
import classes from './Rules.module.css';

export interface RuleRowProps {
  kind: RuleKind;
  rule: AnyRule;
  index: number;
  range: readonly [number, number];
  effect: RuleEffect | undefined;
  faults: readonly Fault[];
  onChange: (index: number, rule: AnyRule, field: string) => void;
  onOptions: (index: number) => void;
}

function EngagementOptions({ rule, onPatch }: { rule: EngagementRule; onPatch: (patch: Partial<EngagementRule>, field: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.options}>
      <NativeSelect
        size="xs"
        aria-label={t('model.rule.decayOf', { name: rule.name })}
        data={DECAYS.map((decay) => ({ value: decay, label: t(`model.decay.${decay}`) }))}
        value={rule.decay ?? 'normal'}
        onChange={({ currentTarget }) => onPatch({ decay: currentTarget.value as Decay }, 'decay')}
      />
      <CapField name={rule.name} value={rule.at_most} onChange={(at_most) => onPatch({ at_most }, 'at_most')} />
    </div>
  );
}

/** The fields of one rule. */
export function RuleRow({ kind, rule, index, range, effect, faults, onChange, onOptions }: RuleRowProps) {
  const { t } = useTranslation();
  const says = useSays();
  const words = useWord()('modelName', rule.name);
  const patch = (changes: object, field: string) => onChange(index, patched(rule, changes), field);
  const others = faults.filter((fault) => !isOfCondition(fault));
  return (
    <>
      <TextInput
        className={classes.name}
        variant="unstyled"
        size="xs"
        aria-label={t('model.rule.name')}
        value={rule.name}
        // Everywhere else the rule is called so; here its name is written, which is another text.
        description={words === rule.name ? undefined : words}
        inputWrapperOrder={['input', 'description']}
        onChange={({ currentTarget }) => patch({ name: currentTarget.value }, 'name')}
        data-testid="rule-name"
      />
      <div className={classes.pointsCell}>
        <PointsField name={rule.name} value={rule.points ?? 0} range={range} onChange={(points) => patch({ points }, 'points')} />
      </div>
      <div className={classes.conditionCell}>
        <ConditionField
          of={kind === 'engagement' ? 'interaction' : 'people'}
          label={t('model.rule.conditionOf', { name: rule.name })}
          value={conditionOf(rule)}
          onChange={(condition) => patch(kind === 'engagement' ? { when: condition } : { if: condition }, 'condition')}
          refused={faults.filter(isOfCondition)}
        />
      </div>
      <div className={classes.optionsCell}>
        {kind === 'engagement' ? (
          <EngagementOptions rule={rule as EngagementRule} onPatch={patch} />
        ) : (
          <DisqualifyField rule={rule as FitRule} onPatch={patch} />
        )}
      </div>
      <div className={classes.footCell}>
        <RuleEffectLine effect={effect} />
        <RuleExtras rule={rule} onOpen={() => onOptions(index)} />
      </div>
      {others.map((fault) => (
        <div key={`${fault.place}${fault.message}`} className={classes.fault} role="alert">
          <Coded text={says(fault)} />
        </div>
      ))}
    </>
  );
}
