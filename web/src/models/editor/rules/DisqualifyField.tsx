import { Autocomplete } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FitRule } from '../types';

/** Reasons that the screens have words for; others may be typed. */
const REASONS = ['competitor', 'student', 'job seeker', 'spam', 'no fit'];

interface DisqualifyFieldProps {
  rule: FitRule;
  onPatch: (patch: Partial<FitRule>, field: string) => void;
}

/** Why a fit rule takes people out, if it does. */
export function DisqualifyField({ rule, onPatch }: DisqualifyFieldProps) {
  const { t } = useTranslation();
  return (
    <Autocomplete
      size="xs"
      aria-label={t('model.fit.disqualifyOf', { name: rule.name })}
      placeholder={t('model.fit.disqualify')}
      data={REASONS}
      value={rule.disqualify ?? ''}
      onChange={(reason) => onPatch({ disqualify: reason || undefined }, 'disqualify')}
    />
  );
}
