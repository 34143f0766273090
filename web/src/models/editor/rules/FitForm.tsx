import { NativeSelect, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FitRule } from '../types';

interface FitFormProps {
  rule: FitRule;
  onPatch: (patch: Partial<FitRule>, field: string) => void;
}

/** What a fit rule is about, and what becomes of those it takes out. */
export function FitForm({ rule, onPatch }: FitFormProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <NativeSelect
        label={t('model.fit.of')}
        description={t('model.fit.ofText')}
        data={[
          { value: 'person', label: t('model.fit.person') },
          { value: 'company', label: t('model.fit.company') },
        ]}
        value={rule.of ?? 'person'}
        onChange={({ currentTarget }) => onPatch({ of: currentTarget.value === 'company' ? 'company' : undefined }, 'of')}
      />
      <Switch
        label={t('model.fit.nurture')}
        description={t('model.fit.nurtureText')}
        checked={rule.nurture ?? false}
        onChange={({ currentTarget }) => onPatch({ nurture: currentTarget.checked || undefined }, 'nurture')}
      />
    </Stack>
  );
}
