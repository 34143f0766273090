import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';

interface NumberFieldProps extends Pick<NumberInputProps, 'min' | 'max' | 'step' | 'placeholder' | 'className' | 'suffix' | 'size'> {
  label: string;
  /** True when the label stands above the field and is not only for those who hear it. */
  labelled?: boolean;
  value: number | undefined;
  /** Nothing means that the field was cleared, where it may be. */
  onChange: (value: number | undefined) => void;
  optional?: boolean;
  testId?: string;
}

/** A number that reaches the model as soon as it is one; until then it is only on screen. */
export function NumberField({ label, labelled, value, onChange, optional, testId, size = 'xs', ...input }: NumberFieldProps) {
  const [typed, setTyped] = useState<number | string>(value ?? '');
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value ?? '');
  }
  const change = (next: number | string) => {
    setTyped(next);
    if (typeof next === 'number') {
      setKnown(next);
      onChange(next);
    } else if (next === '' && optional) {
      setKnown(undefined);
      onChange(undefined);
    }
  };
  return (
    <NumberInput
      {...input}
      size={size}
      label={labelled ? label : undefined}
      aria-label={labelled ? undefined : label}
      value={typed}
      onChange={change}
      onBlur={() => setTyped(value ?? '')}
      decimalScale={3}
      data-testid={testId}
    />
  );
}
