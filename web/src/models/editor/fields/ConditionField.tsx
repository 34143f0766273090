import { Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterCheckQuery } from '../../../filters/queries';
import type { FilterFault } from '../../../filters/types';
import type { Fault } from '../types';
import { Coded } from '../../../shared/Coded';
import { BuilderTool } from './BuilderTool';
import { FaultAt } from './FaultAt';
import classes from './Fields.module.css';
import { useModelKey } from '../../modelKey';

/** How long after the last key a condition is checked. */
const CHECK_MS = 250;

const NOTHING: readonly Fault[] = [];

interface ConditionFieldProps {
  /** What the condition is about: people, or single interactions. */
  of: 'people' | 'interaction';
  label: string;
  /** True when the label stands above the field. */
  labelled?: boolean;
  value: string;
  onChange: (value: string) => void;
  /** True where an empty condition means something. */
  optional?: boolean;
  placeholder?: string;
  /** What the model says against it; then it is also checked at once. */
  refused?: readonly Fault[];
}

interface Writing {
  typed: string;
  type: (text: string) => void;
  /** Hands over what is typed, right or wrong. */
  commit: () => void;
  fault: FilterFault | null;
  needed: boolean;
}

type WritingOptions = Required<Pick<ConditionFieldProps, 'of' | 'value' | 'onChange' | 'refused'>> & { optional: boolean };

/** What is typed, checked a moment later and handed over once it is right. */
function useWriting({ of, value, onChange, optional, refused }: WritingOptions): Writing {
  const model = useModelKey();
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const [touched, setTouched] = useState(false);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const [settled] = useDebouncedValue(typed, CHECK_MS);
  const blank = settled.trim() === '';
  const { data, isPlaceholderData } = useQuery({
    ...filterCheckQuery(model, { of, filter: settled }),
    enabled: (touched || refused.length > 0) && !blank,
  });
  const fresh = settled === typed && !isPlaceholderData;
  const right = fresh && (blank ? optional : data !== undefined && data.fault === null);

  useEffect(() => {
    if (touched && right && typed !== value) onChange(typed);
  }, [touched, right, typed, value, onChange]);

  return {
    typed,
    type: (text) => {
      setTouched(true);
      setTyped(text);
    },
    commit: () => {
      if (typed !== value) onChange(typed);
    },
    fault: fresh && !blank ? (data?.fault ?? null) : null,
    needed: touched && blank && !optional,
  };
}

/**
 * One condition of the filter language. What is typed reaches the model when it
 * is right, or when the field is left; what is wrong is said at its place.
 */
export function ConditionField({ of, label, labelled, value, onChange, optional = false, placeholder, refused = NOTHING }: ConditionFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [writing, setWriting] = useState(false);
  const { typed, type, commit, fault, needed } = useWriting({ of, value, onChange, optional, refused });
  const keys = (event: KeyboardEvent) => {
    // A condition is one line; long ones wrap.
    if (event.key !== 'Enter') return;
    event.preventDefault();
    commit();
  };
  const wrong = fault !== null || needed || refused.length > 0;
  return (
    <div className={classes.condition}>
      <Textarea
        size="xs"
        label={labelled ? label : undefined}
        aria-label={labelled ? undefined : label}
        classNames={{ input: classes.code }}
        autosize
        minRows={1}
        maxRows={writing ? 12 : 2}
        value={typed}
        placeholder={placeholder}
        onChange={({ currentTarget }) => type(currentTarget.value.replaceAll('\n', ' '))}
        onFocus={() => setWriting(true)}
        onBlur={() => {
          setWriting(false);
          commit();
        }}
        onKeyDown={keys}
        error={wrong}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? id : undefined}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        data-testid="condition"
      />
      <BuilderTool of={of} label={label} value={typed} onChange={onChange} />
      {wrong && (
        <div id={id} className={classes.fault} role="alert" data-testid="condition-fault">
          {fault && <FaultAt text={typed} fault={fault} />}
          {!fault && needed && t('model.condition.needed')}
          {!fault && !needed && refused.map(({ message }) => <Coded key={message} text={message} />)}
        </div>
      )}
    </div>
  );
}
