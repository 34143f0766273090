import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import { useSays } from '../../../i18n/useSays';
import { Coded } from '../../../shared/Coded';
import { isOfCondition } from '../doc/places';
import { ConditionField } from '../fields/ConditionField';
import rows from '../rules/Rules.module.css';
import { FlowWords } from '../tryout/FlowWords';
import type { Fault, Flow, Stage } from '../types';
import classes from './Lifecycle.module.css';

export interface StageFormProps {
  stage: Stage;
  stages: readonly Stage[];
  onPatch: (patch: Partial<Stage>, field: string) => void;
}

interface StageRowProps extends StageFormProps {
  /** Everybody begins in the first stage. */
  first: boolean;
  flow: Flow | undefined;
  stale: boolean;
  faults: readonly Fault[];
  onOptions: () => void;
}

/** How a stage is entered and left, in a few words. */
function useGateWords({ stage, stages, first }: Pick<StageRowProps, 'stage' | 'stages' | 'first'>): string[] {
  const { t } = useTranslation();
  const nameOf = (key: string) => stages.find((other) => other.key === key)?.name ?? key;
  const before = stages[stages.indexOf(stage) - 1];
  const from = stage.from?.map(nameOf).join(', ') ?? before?.name;
  return [
    first ? t('model.stage.first') : from && t('model.stage.fromWords', { from }),
    stage.after_inactivity && t('model.stage.inactivityWords', { span: stage.after_inactivity }),
    stage.after_tenure && t('model.stage.tenureWords', { span: stage.after_tenure }),
    (stage.leave_when || stage.leave_to) && t('model.stage.leaves'),
    stage.customer && t('kind.customer'),
  ].filter((words): words is string => Boolean(words));
}

/** One stage: its name, its gate, and how many people are in it. */
export function StageRow({ stage, stages, first, flow, stale, faults, onPatch, onOptions }: StageRowProps) {
  const { t } = useTranslation();
  const says = useSays();
  const format = useFormat();
  const words = useGateWords({ stage, stages, first });
  return (
    <>
      <TextInput
        className={rows.name}
        variant="unstyled"
        size="xs"
        aria-label={t('model.stage.name')}
        value={stage.name}
        onChange={({ currentTarget }) => onPatch({ name: currentTarget.value }, 'name')}
      />
      <div className={`${rows.pointsCell} ${classes.people}`} data-stale={stale}>
        {flow && (
          <>
            <span className="rp-number">{format.compact(flow.after)}</span> <FlowWords flow={flow} />
          </>
        )}
      </div>
      <div className={classes.gate}>
        {!first && (
          <ConditionField
            of="people"
            label={t('model.stage.whenOf', { name: stage.name })}
            value={stage.when ?? ''}
            onChange={(when) => onPatch({ when: when || undefined }, 'when')}
            optional
            placeholder={t('model.stage.noGate')}
            refused={faults.filter(isOfCondition)}
          />
        )}
      </div>
      <div className={rows.footCell}>
        <button type="button" className={rows.extras} onClick={onOptions}>
          <span className={rows.extra}>{stage.key}</span>
          {words.map((part) => (
            <span key={part} className={rows.extra}>
              {part}
            </span>
          ))}
        </button>
      </div>
      {faults.filter((fault) => !isOfCondition(fault)).map((fault) => (
        <div key={`${fault.place}${fault.message}`} className={rows.fault} role="alert">
          <Coded text={says(fault)} />
        </div>
      ))}
    </>
  );
}
