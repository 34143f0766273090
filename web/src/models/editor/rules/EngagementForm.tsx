import { Fieldset, NativeSelect, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { patched } from '../doc/edit';
import { NumberField } from '../fields/NumberField';
import { type EngagementRule, type Verdict, VERDICTS } from '../types';
import { FrequencyFields } from './FrequencyFields';
import { PerValueFields } from './PerValueFields';
import classes from './Rules.module.css';

export interface EngagementFormProps {
  rule: EngagementRule;
  groups: string[];
  onPatch: (patch: Partial<EngagementRule>, field: string) => void;
}

/** Factors that hold where a model says nothing. */
const FACTORS: Record<Verdict, number> = { human: 1, unknown: 0, machine: 0 };

function Verdicts({ rule, onPatch }: Omit<EngagementFormProps, 'groups'>) {
  const { t } = useTranslation();
  const change = (verdict: Verdict, factor: number | undefined) => {
    const verdicts = patched(rule.verdicts ?? {}, { [verdict]: factor });
    onPatch({ verdicts: Object.keys(verdicts).length > 0 ? verdicts : undefined }, `verdicts.${verdict}`);
  };
  return (
    <Fieldset legend={t('model.verdicts.title')}>
      <p className={classes.hint}>{t('model.verdicts.text')}</p>
      <div className={classes.three}>
        {VERDICTS.map((verdict) => (
          <NumberField
            key={verdict}
            labelled
            optional
            label={t(`verdict.${verdict}`)}
            min={0}
            max={10}
            step={0.1}
            placeholder={String(FACTORS[verdict])}
            value={rule.verdicts?.[verdict]}
            onChange={(factor) => change(verdict, factor)}
          />
        ))}
      </div>
    </Fieldset>
  );
}

/** The rarer settings of an engagement rule. */
export function EngagementForm({ rule, groups, onPatch }: EngagementFormProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <NativeSelect
        label={t('model.group.of')}
        description={t('model.group.ofText')}
        data={[{ value: '', label: t('model.group.no') }, ...groups.map((name) => ({ value: name, label: name }))]}
        value={rule.group ?? ''}
        onChange={({ currentTarget }) => onPatch({ group: currentTarget.value || undefined }, 'group')}
      />
      <Fieldset legend={t('model.firstTime.title')}>
        <NumberField
          labelled
          optional
          label={t('model.firstTime.label')}
          placeholder="0"
          value={rule.first_time}
          onChange={(first_time) => onPatch({ first_time }, 'first_time')}
        />
      </Fieldset>
      <FrequencyFields rows={rule.frequency ?? []} onChange={(rows) => onPatch({ frequency: rows.length > 0 ? rows : undefined }, 'frequency')} />
      <PerValueFields value={rule.per_value} onChange={(per_value) => onPatch({ per_value }, 'per_value')} />
      <Verdicts rule={rule} onPatch={onPatch} />
    </Stack>
  );
}
